import { z } from "zod";
import {
  directoryProviders,
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
  updatedAt: instant,
});

export const directoryRequestsQuery = z.strictObject({
  ...apiListFields,
  failed: z.stringbool({ error: "failed is true or false." }).optional(),
});
/** A request in the log. */
export const directoryRequestView = z.object({
  id: z.string(),
  at: instant,
  method: z.string(),
  path: z.string(),
  status: z.number().int(),
  scimType: z.string().nullable(),
  detail: z.string().nullable().describe("Why it failed"),
  changed: z.array(z.string()),
  ignored: z.array(z.string()).describe("Attributes that were sent and have no place here"),
  milliseconds: z.number().int(),
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
    }),
  ),
});
export const decidedView = z.object({ people: z.number().int() });
