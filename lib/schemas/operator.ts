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
const seats = z.strictObject({
  reader: seat.optional().describe("The most people with this role; null: no limit"),
  editor: seat.optional().describe("The most people with this role; null: no limit"),
  admin: seat.optional().describe("The most people with this role; null: no limit"),
});

/** The vendor's own id of a customer: any line of text. */
export const externalId = oneLine("The external ID", 200);

const fields = {
  name: oneLine("The name", 100).describe("The customer's name, as people see it"),
  externalId: externalId.nullable().describe("Your own id of the customer; null: none"),
  kind: z
    .enum(spaceKinds, { error: `kind is one of ${spaceKinds.join(", ")}.` })
    .describe("standard, or partner: whoever joins a partner space by themselves waits for approval"),
  ssoSubscribed: z
    .boolean({ error: "ssoSubscribed is true or false." })
    .describe("The plan: is the SSO option subscribed?"),
  seats: seats.describe("How many people may have each role; a role that is left out has no limit"),
};

/** A new customer by the API. */
export const createSpaceBody = z.strictObject({
  ...fields,
  slug: slug.describe("The space's name in addresses: lower-case letters, digits, hyphens and underscores"),
  externalId: fields.externalId.default(null),
  kind: fields.kind.default("standard"),
  ssoSubscribed: fields.ssoSubscribed.default(true),
  seats: fields.seats.default({}),
});

/** Absent fields stay. A seat of `null` has no limit. */
export const changeSpaceBody = z.strictObject(fields).partial();

export const spaceApiQuery = z.strictObject({
  ...apiListFields,
  externalId: externalId.optional().describe("Only the space with this external ID of yours"),
});

/** A customer as the vendor's backend sees it. */
export const spaceView = z
  .object({
    id: z.string().describe("The space's id"),
    slug: z.string().describe("The space's name in addresses"),
    externalId: z.string().nullable().describe("Your own id of the customer; null: none"),
    name: z.string().describe("The customer's name, as people see it"),
    kind: z.enum(spaceKinds).describe("standard or partner"),
    ssoSubscribed: z.boolean().describe("The plan: is the SSO option subscribed?"),
    seats: z
      .object({
        reader: z.number().int().nullable().describe("The most readers; null: no limit"),
        editor: z.number().int().nullable().describe("The most editors; null: no limit"),
        admin: z.number().int().nullable().describe("The most administrators; null: no limit"),
      })
      .describe("How many people may have each role"),
    seatsInUse: z
      .object({
        reader: z.number().int().describe("Readers' licences in use"),
        editor: z.number().int().describe("Editors' licences in use"),
        admin: z.number().int().describe("Administrators' licences in use"),
      })
      .describe("How many licences of each role are in use"),
    loginUrl: z.string().describe("The space's sign-in page"),
    createdAt: z.iso.datetime().describe("When it was created"),
    revision: z.number().int().describe("Goes up with each change; the ETag"),
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
