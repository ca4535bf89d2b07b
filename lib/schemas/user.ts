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
  email: emailAddress.describe("Their address"),
  firstName: firstName.describe("Their first name"),
  lastName: lastName.describe("Their last name"),
  role: role.default("reader").describe("Their role"),
  isItAdministrator: z
    .boolean({ error: "isItAdministrator is true or false." })
    .default(false)
    .describe("Whether they always sign in with a password: the emergency access. Administrators only"),
  sendInvitation: z
    .boolean({ error: "sendInvitation is true or false." })
    .default(true)
    .describe("Whether they are told by email how to sign in"),
});

/** The changeable fields of a person in a space; absent ones stay. */
export const updateUserBody = z.strictObject({
  firstName: firstName.optional().describe("Their first name"),
  lastName: lastName.optional().describe("Their last name"),
  email: emailAddress.optional().describe("Their address"),
  role: role.optional().describe("Their role"),
  status: z
    .enum(givenStatuses, { error: "status is active or deactivated." })
    .optional()
    .describe("deactivated ends their sessions and personal tokens in the space"),
  isItAdministrator: z
    .boolean({ error: "isItAdministrator is true or false." })
    .optional()
    .describe("Whether they always sign in with a password: the emergency access. Administrators only"),
  permissions: permissions.optional().describe("The further permissions that they hold, as a whole"),
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
export const endAccessForm = z.object({
  userId: z.string().max(64),
  /** Sent by the dialog that says that it is one's own. */
  includingOwn: flag,
});
export const userSessionForm = z.object({ sessionId: z.string().max(64) });

const filters = {
  role: role.optional().describe("Only people with this role"),
  status: z
    .enum(membershipStatuses, {
      error: "status is invited, active, pending or deactivated.",
    })
    .optional()
    .describe("Only people in this state"),
  signIn: z
    .enum(signInMeans, { error: "signIn is password or sso." })
    .optional()
    .describe("Only people who can sign in this way"),
};

export const peopleSorts = ["name", "email", "role", "status", "lastSignInAt", "createdAt"] as const;

export const peopleApiQuery = z.strictObject({
  ...apiListFields,
  ...filters,
  email: z.string().max(320).optional().describe("Only the person with this address"),
  sort: z
    .enum(peopleSorts, { error: `sort is one of ${peopleSorts.join(", ")}.` })
    .optional()
    .describe("What the list is sorted by; by name if left out"),
  direction: z
    .enum(sortDirections, { error: "direction is asc or desc." })
    .optional()
    .describe("Which way it is sorted"),
});

/** A person of a space as shown. */
export const userView = z
  .object({
    id: z.string().describe("The person's id, also the `sub` of ID tokens"),
    email: z.string().describe("Their address"),
    firstName: z.string().describe("Their first name"),
    lastName: z.string().describe("Their last name"),
    role: role.describe("Their role in the space"),
    roleSource: z
      .enum(assignmentSources)
      .describe("Who decides the role: somebody by hand, or the role rules"),
    status: z
      .enum(membershipStatuses)
      .describe(
        "active: may sign in, which lastSignInAt shows that they have done. invited: added from outside the space's verified domains, and not signed in yet. pending: waits for approval",
      ),
    licence: role.nullable().describe("The licence that they use; null: none"),
    isItAdministrator: z
      .boolean()
      .describe("Whether they always sign in with a password: the emergency access"),
    permissions: z.array(z.string()).describe("The further permissions that they hold"),
    origin: z.enum(membershipOrigins).describe("How they came to the space"),
    hasPassword: z.boolean().describe("Whether they have a password"),
    hasTwoFactor: z.boolean().describe("Whether they have set up two-factor"),
    ssoOnly: z.boolean().describe("Whether they sign in through single sign-on only"),
    createdAt: z.iso.datetime().describe("When they were added to the space"),
    lastSignInAt: z.iso.datetime().nullable().describe("null: has never signed in to this space"),
  })
  .meta({
    id: "User",
    description: "A person of a space",
  });
export type UserView = z.infer<typeof userView>;
