import { z } from "zod";
import { givenStatuses } from "@/lib/model/people/membership-change";
import {
  assignmentSources,
  membershipOrigins,
  membershipStatuses,
  signInMeans,
} from "@/lib/model/people/person";
import { looksLikeAddress } from "@/lib/model/people/person-name";
import { grantablePermissions, roles } from "@/lib/model/people/roles";
import { sortDirections } from "@/lib/model/sort-direction";
import { flag } from "@/lib/model/text/flag";
import { apiListFields } from "./list-query";
import { emailAddress, optionalLine } from "./text";

const role = z.enum(roles, { error: "A role is reader, editor or admin." });
const personName = (label: string) =>
  optionalLine(label, 100).refine(
    (name) => !looksLikeAddress(name),
    `${label} looks like a link or an address. Enter only the name.`,
  );
const firstName = personName("The first name");
const lastName = personName("The last name");
const permissions = z.array(
  z.enum(grantablePermissions as [string, ...string[]], {
    error: `A permission that can be granted is ${grantablePermissions.join(" or ")}.`,
  }),
  { error: "permissions is a list." },
);

/** Adding a person to a space by hand. */
export const addUserForm = z.object({
  email: emailAddress,
  firstName,
  lastName,
  role,
  isItAdministrator: flag,
});

/** A space's administrator, added by an operator. */
export const addAdministratorForm = z.object({
  spaceId: z.string().max(64),
  email: emailAddress,
  firstName,
  lastName,
  isItAdministrator: flag,
});

/** Adding a person by the API. */
export const createUserBody = z.strictObject({
  email: emailAddress,
  firstName,
  lastName,
  role: role.default("reader"),
  isItAdministrator: z.boolean({ error: "isItAdministrator is true or false." }).default(false),
});

/** The changeable fields of a person in a space; absent ones stay. */
export const updateUserBody = z.strictObject({
  firstName: firstName.optional(),
  lastName: lastName.optional(),
  email: emailAddress.optional(),
  role: role.optional(),
  status: z.enum(givenStatuses, { error: "status is active or deactivated." }).optional(),
  isItAdministrator: z.boolean({ error: "isItAdministrator is true or false." }).optional(),
  permissions: permissions.optional(),
});
export type UpdateUser = z.infer<typeof updateUserBody>;

/** The form of one's own account page. */
export const profileForm = z.object({ firstName, lastName });

/** The forms of a person's card. */
export const userDetailsForm = z.object({
  userId: z.string().max(64),
  firstName,
  lastName,
  email: emailAddress,
  /** On one's own card, for another address. */
  currentPassword: z.string().max(1000).optional(),
});
export const userAccessForm = z.object({
  userId: z.string().max(64),
  role,
  isItAdministrator: flag,
  manageAuthIntegrations: flag,
});
export const userIdForm = z.object({ userId: z.string().max(64) });
export const userSessionForm = z.object({ sessionId: z.string().max(64) });

const filters = {
  role: role.optional(),
  status: z
    .enum(membershipStatuses, {
      error: "status is invited, active, pending or deactivated.",
    })
    .optional(),
  signIn: z.enum(signInMeans, { error: "signIn is password or sso." }).optional(),
};

export const peopleSorts = ["name", "email", "role", "status", "lastSignInAt", "createdAt"] as const;

export const peopleApiQuery = z.strictObject({
  ...apiListFields,
  ...filters,
  email: z.string().max(320).optional().describe("Only the person with this address"),
  sort: z.enum(peopleSorts, { error: `sort is one of ${peopleSorts.join(", ")}.` }).optional(),
  direction: z.enum(sortDirections, { error: "direction is asc or desc." }).optional(),
});

/** A person of a space as shown. */
export const userView = z
  .object({
    id: z.string(),
    email: z.string(),
    firstName: z.string(),
    lastName: z.string(),
    role,
    roleSource: z.enum(assignmentSources),
    status: z
      .enum(membershipStatuses)
      .describe(
        "active: may sign in, which lastSignInAt shows that they have done. invited: added from outside the space's verified domains, and not signed in yet. pending: waits for approval",
      ),
    licence: role.nullable(),
    isItAdministrator: z.boolean(),
    permissions: z.array(z.string()),
    origin: z.enum(membershipOrigins),
    hasPassword: z.boolean(),
    hasTwoFactor: z.boolean(),
    ssoOnly: z.boolean(),
    createdAt: z.iso.datetime(),
    lastSignInAt: z.iso.datetime().nullable().describe("null: has never signed in to this space"),
  })
  .meta({ id: "User", description: "A person of a space" });
export type UserView = z.infer<typeof userView>;
