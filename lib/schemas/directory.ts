import { z } from "zod";
import {
  directoryAlerts,
  directoryProviders,
  directoryRequestKinds,
  directoryStatuses,
  feedReasons,
  feedStates,
} from "@/lib/model/directories/directory";
import { roles } from "@/lib/model/people/roles";
import { apiListFields } from "./list-query";
import { missingOrNoText } from "./text";

const name = z
  .string({ error: missingOrNoText("The name") })
  .trim()
  .min(1, "The name is missing.")
  .max(100, "A name has at most 100 characters.");
const provider = z.enum(directoryProviders, {
  error: `provider is one of ${directoryProviders.join(", ")}.`,
});
const connectionId = z.string({ error: "connectionId is the id of a connection." }).max(64).nullable();
const instant = z.iso.datetime();

const explanation = z.object({
  cause: z.string(),
  fix: z.string(),
  fixedBy: z.enum(["identity_provider", "gatehouse_configuration", "person", "operator"]).nullable(),
});

export const createDirectoryBody = z.strictObject({
  name,
  provider: provider.default("generic"),
  connectionId: connectionId.default(null).describe("The connection whose role rules the directory feeds"),
});
export const changeDirectoryBody = z.strictObject({
  name: name.optional(),
  provider: provider.optional(),
  connectionId: connectionId.optional(),
});
export const createDirectoryTokenBody = z.strictObject({
  expiresAt: z.iso
    .datetime({ error: "expiresAt is a moment, such as 2027-01-31T00:00:00Z.", offset: true })
    .transform((text) => new Date(text))
    .nullable()
    .default(null),
});
export const decideHeldBody = z.strictObject({
  decision: z.enum(["confirm", "reject"], { error: "decision is confirm or reject." }),
  people: z
    .array(z.string().max(64), { error: "people is a list of ids." })
    .max(1_000, "people has at most 1,000 ids.")
    .nullable()
    .default(null)
    .describe("Ids of people whom the brake holds; null: all of them"),
});

/** A directory as shown. */
export const directoryView = z.object({
  id: z.string(),
  name: z.string(),
  provider: z.enum(directoryProviders),
  status: z.enum(directoryStatuses),
  connectionId: z.string().nullable(),
  baseUrl: z.string().describe("The address to enter at the provider"),
  createdAt: instant,
  activatedAt: instant.nullable(),
  lastRequestAt: instant.nullable().describe("To the minute"),
});

/** A token as shown: never the secret. */
export const directoryTokenView = z.object({
  id: z.string(),
  prefix: z.string(),
  createdAt: instant,
  expiresAt: instant.nullable(),
  lastUsedAt: instant.nullable().describe("To the minute"),
  endedAt: instant.nullable(),
});
/** The answer to a creation: the only time that the token is shown. */
export const createdDirectoryTokenView = directoryTokenView.extend({ token: z.string() });
/** The same for a client secret. */
export const createdDirectorySecretView = directoryTokenView.extend({
  clientId: z.string(),
  clientSecret: z.string(),
});

const state = z.enum(feedStates, { error: `state is one of ${feedStates.join(", ")}.` });
export const directoryPeopleQuery = z.strictObject({ ...apiListFields, state: state.optional() });
/** A person of the feed, with what was made of them. */
export const directoryPersonView = z.object({
  id: z.string(),
  userName: z.string(),
  externalId: z.string().nullable(),
  active: z.boolean(),
  userId: z.string().nullable(),
  state: z.enum(feedStates),
  reason: z.enum(feedReasons).nullable(),
  explanation: explanation.nullable().describe("Why they are not as the directory says"),
  updatedAt: instant,
});

const requestKind = z.enum(directoryRequestKinds, {
  error: `kind is one of ${directoryRequestKinds.join(", ")}.`,
});
export const directoryRequestsQuery = z.strictObject({
  ...apiListFields,
  failed: z
    .stringbool({ error: "failed is true or false." })
    .optional()
    .describe("Refused ones, and a Bulk with operations that were refused"),
  kind: requestKind.optional(),
  resourceId: z
    .string()
    .max(64, "resourceId is the id of a person or a group of the directory.")
    .optional()
    .describe("Only requests about this person or group"),
  changes: z
    .stringbool({ error: "changes is true or false." })
    .optional()
    .describe("true: only requests that change something"),
});
/** A request in the log. */
export const directoryRequestView = z.object({
  id: z.string(),
  at: instant,
  kind: z.enum(directoryRequestKinds),
  resourceId: z.string().nullable().describe("The person or group that it was about"),
  method: z.string(),
  path: z.string(),
  status: z.number().int(),
  scimType: z.string().nullable(),
  detail: z.string().nullable().describe("Why it failed"),
  changed: z.array(z.string()),
  ignored: z.array(z.string()).describe("Attributes that were sent and have no place here"),
  explanation: explanation.nullable().describe("Why it failed, or why somebody is not as it says"),
  replayOf: z.string().nullable().describe("The kept request that was served again by this one"),
  replayedAs: z.string().nullable().describe("The request by which this one was served again and worked"),
  milliseconds: z.number().int(),
});
/** The same with what was sent. */
export const directoryRequestInFullView = directoryRequestView.extend({
  body: z.unknown().describe("What was sent, without passwords; null if it was large or there was none"),
  address: z.string().nullable(),
  replayable: z.boolean(),
  notReplayable: z.string().nullable().describe("Why it cannot be served again"),
});

/** A group with what it gives. */
export const directoryGroupView = z.object({
  id: z.string(),
  displayName: z.string(),
  externalId: z.string().nullable(),
  members: z.number().int(),
  gives: z
    .array(
      z.object({
        spaceId: z.string(),
        spaceName: z.string(),
        role: z.enum(roles).nullable(),
        teams: z.array(z.string()),
      }),
    )
    .describe("By the rules of each space that the directory brings people to"),
  updatedAt: instant,
});
export const directoryListQuery = z.strictObject(apiListFields);

/** How a directory is doing. */
export const directoryHealthView = z.object({
  status: z.enum(directoryStatuses),
  alert: z
    .enum(directoryAlerts)
    .nullable()
    .describe("failing: the latest changes were refused one after another; silent: nothing came for a day"),
  lastRequestAt: instant.nullable(),
  requests: z.number().int().describe("Of the last day"),
  failed: z.number().int().describe("Of the last day"),
  lastFailure: directoryRequestView.nullable().describe("Null once something has worked again"),
  people: z.number().int(),
  groups: z.number().int(),
  due: z.number().int().describe("Changed and not applied yet"),
  byState: z.object({
    waiting: z.number().int(),
    applied: z.number().int(),
    conflict: z.number().int(),
    held: z.number().int(),
    kept: z.number().int(),
    refused: z.number().int(),
  }),
  tokens: z.number().int().describe("In use"),
  secrets: z.number().int().describe("In use"),
  nextExpiry: instant.nullable(),
});

/** A directory's OAuth 2 client. */
export const directoryClientView = z.object({
  clientId: z.string(),
  tokenUrl: z.string(),
  scope: z.string(),
  secrets: z.array(directoryTokenView),
});

export const removeDirectoryQuery = z.strictObject({
  access: z
    .enum(["keep", "end"], { error: "access is keep or end." })
    .default("keep")
    .describe("What becomes of the access that people have through the directory"),
});
export const directoryRemovalView = z.object({
  people: z.number().int(),
  groups: z.number().int(),
  withAccess: z.number().int().describe("People of the directory who have access now"),
  alwaysKeep: z.number().int().describe("Of those: IT administrators, and you"),
  held: z.number().int(),
});

const licence = z.object({ needed: z.number().int(), free: z.number().int().nullable() });
export const dryRunView = z.object({
  people: z.number().int(),
  matched: z.number().int(),
  new: z.number().int(),
  conflicting: z.number().int(),
  ambiguous: z.number().int(),
  leaving: z.number().int(),
  licences: z.object({ reader: licence, editor: licence, admin: licence }),
  rows: z.array(
    z.object({
      personId: z.string(),
      userName: z.string(),
      active: z.boolean(),
      outcome: z.enum(["matched", "new", "conflicting", "ambiguous"]),
      matchedBy: z.enum(["linked", "externalId", "subject", "userName", "email"]).nullable(),
      users: z.array(z.string()),
      reason: z.enum(feedReasons).nullable(),
      standing: z.enum(["nothing", "join", "change", "return", "leave", "keep", "refuse"]).nullable(),
      role: z.enum(roles).nullable(),
      roleBefore: z.enum(roles).nullable().describe("The role that they have now"),
      waits: z.boolean().describe("Has to be approved first"),
      explanation: z.string(),
    }),
  ),
});
export const decidedView = z.object({ people: z.number().int() });
