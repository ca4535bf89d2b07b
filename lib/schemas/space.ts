import { z } from "zod";
import { roles } from "@/lib/model/people/roles";
import { slugProblem, slugProblems } from "@/lib/model/spaces/slug";
import { spaceKinds } from "@/lib/model/spaces/space";
import { flag } from "@/lib/model/text/flag";
import { missingOrNoText, oneLine } from "./text";

const seat = z
  .union(
    [
      z.literal(""),
      z.coerce.number({ error: "A number of seats is a whole number." }).int().min(0).max(1_000_000),
    ],
    {
      error: "A number of seats is a whole number from 0 to 1,000,000, or empty for no limit.",
    },
  )
  .optional()
  .transform((value) => (value === "" ? undefined : value));

const seatFields = { seatsReader: seat, seatsEditor: seat, seatsAdmin: seat };

/** The three fields as the space stores them: a role without a cap is absent. */
export function seatsOf(fields: {
  seatsReader?: number | undefined;
  seatsEditor?: number | undefined;
  seatsAdmin?: number | undefined;
}) {
  const caps = { reader: fields.seatsReader, editor: fields.seatsEditor, admin: fields.seatsAdmin };
  return Object.fromEntries(roles.flatMap((role) => (caps[role] === undefined ? [] : [[role, caps[role]]])));
}

const name = oneLine("The name", 100);
const kind = z.enum(spaceKinds, { error: "A space is standard or partner." });

/** The use case checks whether the slug is free. */
export const slug = z
  .string({ error: missingOrNoText("The slug") })
  .trim()
  .superRefine((text, context) => {
    const problem = slugProblem(text);
    if (problem) context.addIssue({ code: "custom", message: slugProblems[problem] });
  });

/** A new space, by an operator. */
export const createSpaceForm = z.object({ slug, name, kind, ssoSubscribed: flag, ...seatFields });

/** The settings of a space that operators change. */
export const updateSpaceForm = z.object({
  spaceId: z.string().max(64),
  name,
  kind,
  ssoSubscribed: flag,
  ...seatFields,
});
