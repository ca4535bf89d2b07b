import { z } from "zod";
import { roles } from "@/lib/model/people/roles";
import { spaceKinds } from "@/lib/model/spaces/space";
import { operatorScopes } from "@/lib/model/tokens/operator-token";
import { apiListFields } from "./list-query";
import { slug } from "./space";
import { oneLine } from "./text";

const seat = z
  .number({ error: "A number of seats is a whole number, or null for no limit." })
  .int("A number of seats is a whole number.")
  .min(0, "A number of seats is at least 0.")
  .max(1_000_000, "A number of seats is at most 1,000,000.")
  .nullable();
const seats = z.strictObject({ reader: seat.optional(), editor: seat.optional(), admin: seat.optional() });

/** The vendor's own id of a customer: any line of text. */
export const externalId = oneLine("The external ID", 200);

const fields = {
  name: oneLine("The name", 100),
  externalId: externalId.nullable(),
  kind: z.enum(spaceKinds, { error: `kind is one of ${spaceKinds.join(", ")}.` }),
  ssoSubscribed: z.boolean({ error: "ssoSubscribed is true or false." }),
  seats,
};

/** A new customer by the API. */
export const createSpaceBody = z.strictObject({
  ...fields,
  slug,
  externalId: fields.externalId.default(null),
  kind: fields.kind.default("standard"),
  ssoSubscribed: fields.ssoSubscribed.default(true),
  seats: seats.default({}),
});

/** Absent fields stay. A seat of `null` has no limit. */
export const changeSpaceBody = z.strictObject(fields).partial();

export const spaceApiQuery = z.strictObject({ ...apiListFields, externalId: externalId.optional() });

/** A customer as the vendor's backend sees it. */
export const spaceView = z
  .object({
    id: z.string(),
    slug: z.string(),
    externalId: z.string().nullable(),
    name: z.string(),
    kind: z.enum(spaceKinds),
    ssoSubscribed: z.boolean().describe("The plan: is the SSO option subscribed?"),
    seats: z.object({
      reader: z.number().int().nullable(),
      editor: z.number().int().nullable(),
      admin: z.number().int().nullable(),
    }),
    seatsInUse: z.object({ reader: z.number().int(), editor: z.number().int(), admin: z.number().int() }),
    loginUrl: z.string(),
    createdAt: z.iso.datetime(),
    revision: z.number().int(),
  })
  .meta({ id: "Space", description: "A customer, as the vendor sees it" });
export type SpaceView = z.infer<typeof spaceView>;

/** The caps as a space stores them: a role without a cap is absent. */
export function capsOf(
  given: z.output<typeof seats>,
  before: Partial<Record<(typeof roles)[number], number>>,
) {
  return Object.fromEntries(
    roles.flatMap((role) => {
      const cap = given[role] === undefined ? before[role] : given[role];
      return cap === null || cap === undefined ? [] : [[role, cap]];
    }),
  );
}

/** A token of the vendor's backend as shown: never its secret. */
export const operatorTokenView = z.object({
  id: z.string(),
  name: z.string(),
  prefix: z.string(),
  scopes: z.array(z.enum(operatorScopes)),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable(),
  lastUsedAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
});
export type OperatorTokenView = z.infer<typeof operatorTokenView>;
