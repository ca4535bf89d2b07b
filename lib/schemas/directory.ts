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
  cause: z.string().describe("What is the matter"),
  fix: z.string().describe("What to do about it"),
  fixedBy: z
    .enum(["identity_provider", "gatehouse_configuration", "person", "operator"])
    .nullable()
    .describe("Who can do it; null: nobody has to"),
});

export const createDirectoryBody = z.strictObject({
  name: name.describe("The directory's name"),
  provider: provider.default("generic").describe("The provider whose guide is shown"),
  connectionId: connectionId.default(null).describe("The connection whose role rules the directory feeds"),
});
export const changeDirectoryBody = z.strictObject({
  name: name.optional().describe("The directory's name"),
  provider: provider.optional().describe("The provider whose guide is shown"),
  connectionId: connectionId
    .optional()
    .describe("The connection whose role rules the directory feeds; null: none"),
});
export const createDirectoryTokenBody = z.strictObject({
  expiresAt: z.iso
    .datetime({ error: "expiresAt is a moment, such as 2027-01-31T00:00:00Z.", offset: true })
    .transform((text) => new Date(text))
    .nullable()
    .default(null)
    .describe("When it expires; null: never"),
});
export const decideHeldBody = z.strictObject({
  decision: z
    .enum(["confirm", "reject"], { error: "decision is confirm or reject." })
    .describe("confirm ends their access; reject leaves it to them"),
  people: z
    .array(z.string().max(64), { error: "people is a list of ids." })
    .max(1_000, "people has at most 1,000 ids.")
    .nullable()
    .default(null)
    .describe("Ids of people whom the brake holds; null: all of them"),
});

/** A directory as shown. */
export const directoryView = z
  .object({
    id: z.string().describe("The directory's id"),
    name: z.string().describe("Its name"),
    provider: z.enum(directoryProviders).describe("The provider whose guide is shown"),
    status: z
      .enum(directoryStatuses)
      .describe(
        "observing: requests are kept and nothing is applied. active. paused: what comes is applied when it is resumed",
      ),
    connectionId: z
      .string()
      .nullable()
      .describe("The connection whose role rules the directory feeds; null: none"),
    baseUrl: z.string().describe("The address to enter at the provider"),
    createdAt: instant.describe("When it was created"),
    activatedAt: instant.nullable().describe("When it was activated; null: it has not been"),
    lastRequestAt: instant.nullable().describe("To the minute"),
  })
  .meta({ id: "Directory", description: "A feed of people and groups by SCIM 2.0" });

/** A token as shown: never the secret. */
export const directoryTokenView = z
  .object({
    id: z.string().describe("Its id"),
    prefix: z.string().describe("The first characters, to recognise it by"),
    createdAt: instant.describe("When it was created"),
    expiresAt: instant.nullable().describe("When it expires; null: never"),
    lastUsedAt: instant.nullable().describe("To the minute"),
    endedAt: instant.nullable().describe("When it was revoked; null: it was not"),
  })
  .meta({ id: "DirectoryToken", description: "A token or secret of a directory, without its text" });
/** The answer to a creation: the only time that the token is shown. */
export const createdDirectoryTokenView = directoryTokenView
  .extend({
    token: z.string().describe("The token, in this answer and nowhere else"),
  })
  .meta({ id: "CreatedDirectoryToken", description: "A directory's token, shown this once" });
/** The same for a client secret. */
export const createdDirectorySecretView = directoryTokenView
  .extend({
    clientId: z.string().describe("The client ID that goes with it"),
    clientSecret: z.string().describe("The secret, in this answer and nowhere else"),
  })
  .meta({ id: "CreatedDirectoryClientSecret", description: "A directory's client secret, shown this once" });

const state = z.enum(feedStates, { error: `state is one of ${feedStates.join(", ")}.` });
export const directoryPeopleQuery = z.strictObject({
  ...apiListFields,
  state: state.optional().describe("Only people in this state"),
});
/** A person of the feed, with what was made of them. */
export const directoryPersonView = z
  .object({
    id: z.string().describe("Their id in the directory"),
    userName: z.string().describe("As the provider sends it"),
    externalId: z.string().nullable().describe("The provider's own id of them; null: it sends none"),
    active: z.boolean().describe("Whether the provider says that they are active"),
    userId: z.string().nullable().describe("The user that they are; null: none yet"),
    state: z.enum(feedStates).describe("What was made of them: applied, or why not"),
    reason: z.enum(feedReasons).nullable().describe("Why they are not applied"),
    explanation: explanation.nullable().describe("Why they are not as the directory says"),
    updatedAt: instant.describe("When the provider last changed them"),
  })
  .meta({ id: "DirectoryPerson", description: "A person of a directory, with what was made of them" });

const requestKind = z.enum(directoryRequestKinds, {
  error: `kind is one of ${directoryRequestKinds.join(", ")}.`,
});
export const directoryRequestsQuery = z.strictObject({
  ...apiListFields,
  failed: z
    .stringbool({ error: "failed is true or false." })
    .optional()
    .describe("Refused ones, and a Bulk with operations that were refused"),
  kind: requestKind.optional().describe("Only requests of this kind"),
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
export const directoryRequestView = z
  .object({
    id: z.string().describe("The request's id"),
    at: instant.describe("When it came"),
    kind: z.enum(directoryRequestKinds).describe("What it was about"),
    resourceId: z.string().nullable().describe("The person or group that it was about"),
    method: z.string().describe("Its HTTP method"),
    path: z.string().describe("Its path below the base URL"),
    status: z.number().int().describe("The HTTP status of our answer"),
    scimType: z.string().nullable().describe("The kind of SCIM error; null: there was none"),
    detail: z.string().nullable().describe("Why it failed"),
    changed: z.array(z.string()).describe("Attributes that it changed"),
    ignored: z.array(z.string()).describe("Attributes that were sent and have no place here"),
    explanation: explanation.nullable().describe("Why it failed, or why somebody is not as it says"),
    replayOf: z.string().nullable().describe("The kept request that was served again by this one"),
    replayedAs: z.string().nullable().describe("The request by which this one was served again and worked"),
    milliseconds: z.number().int().describe("How long the answer took"),
  })
  .meta({ id: "DirectoryRequest", description: "A request of a directory's provider, in the log" });
/** The same with what was sent. */
export const directoryRequestInFullView = directoryRequestView
  .extend({
    body: z.unknown().describe("What was sent, without passwords; null if it was large or there was none"),
    address: z.string().nullable().describe("The network address that it came from"),
    replayable: z.boolean().describe("Whether it can be served again"),
    notReplayable: z.string().nullable().describe("Why it cannot be served again"),
  })
  .meta({
    id: "DirectoryRequestInFull",
    description: "A request of a directory's provider, with what was sent",
  });

/** A group with what it gives. */
export const directoryGroupView = z
  .object({
    id: z.string().describe("Its id in the directory"),
    displayName: z.string().describe("Its name at the provider"),
    externalId: z.string().nullable().describe("The provider's own id of it; null: it sends none"),
    members: z.number().int().describe("How many people it has"),
    gives: z
      .array(
        z.object({
          spaceId: z.string().describe("The space's id"),
          spaceName: z.string().describe("The space's name"),
          role: z.enum(roles).nullable().describe("The role that it gives there; null: none"),
          teams: z.array(z.string()).describe("The teams that it gives there, by name"),
        }),
      )
      .describe("By the rules of each space that the directory brings people to"),
    updatedAt: instant.describe("When the provider last changed it"),
  })
  .meta({ id: "DirectoryGroup", description: "A group of a directory, with what it gives" });
export const directoryListQuery = z.strictObject(apiListFields);

/** How a directory is doing. */
export const directoryHealthView = z
  .object({
    status: z.enum(directoryStatuses).describe("observing, active or paused"),
    alert: z
      .enum(directoryAlerts)
      .nullable()
      .describe("failing: the latest changes were refused one after another; silent: nothing came for a day"),
    lastRequestAt: instant.nullable().describe("When the last request came; null: none has"),
    requests: z.number().int().describe("Of the last day"),
    failed: z.number().int().describe("Of the last day"),
    lastFailure: directoryRequestView.nullable().describe("Null once something has worked again"),
    people: z.number().int().describe("People in the directory"),
    groups: z.number().int().describe("Groups in the directory"),
    due: z.number().int().describe("Changed and not applied yet"),
    byState: z
      .object({
        waiting: z.number().int().describe("Not decided yet"),
        applied: z.number().int().describe("As the directory says"),
        conflict: z.number().int().describe("Somebody else has their address or identity"),
        held: z.number().int().describe("Held by the brake"),
        kept: z.number().int().describe("Keep their access all the same"),
        refused: z.number().int().describe("Not brought in"),
      })
      .describe("How many people are in each state"),
    tokens: z.number().int().describe("In use"),
    secrets: z.number().int().describe("In use"),
    nextExpiry: instant.nullable().describe("When the next token or secret expires; null: none does"),
  })
  .meta({ id: "DirectoryHealth", description: "How a directory is doing" });

/** A directory's OAuth 2 client. */
export const directoryClientView = z
  .object({
    clientId: z.string().describe("The client ID to enter at the provider"),
    tokenUrl: z.string().describe("The token endpoint to enter at the provider"),
    scope: z.string().describe("The scope to enter at the provider"),
    secrets: z.array(directoryTokenView).describe("Its secrets, without the secrets themselves"),
  })
  .meta({ id: "DirectoryClient", description: "The OAuth 2 client of a directory" });

export const removeDirectoryQuery = z.strictObject({
  access: z
    .enum(["keep", "end"], { error: "access is keep or end." })
    .default("keep")
    .describe("What becomes of the access that people have through the directory"),
});
export const directoryRemovalView = z
  .object({
    people: z.number().int().describe("People in the directory"),
    groups: z.number().int().describe("Groups in the directory"),
    withAccess: z.number().int().describe("People of the directory who have access now"),
    alwaysKeep: z.number().int().describe("Of those: IT administrators, and you"),
    held: z.number().int().describe("People whom the brake holds"),
  })
  .meta({ id: "DirectoryRemoval", description: "What removing a directory touches" });

const licence = z.object({
  needed: z.number().int().describe("How many more licences are needed"),
  free: z.number().int().nullable().describe("How many are free; null: there is no limit"),
});
export const dryRunView = z
  .object({
    people: z.number().int().describe("People in the directory"),
    matched: z.number().int().describe("Are members already"),
    new: z.number().int().describe("Would be brought in"),
    conflicting: z.number().int().describe("Somebody else has their address or identity"),
    ambiguous: z.number().int().describe("More than one member could be meant"),
    leaving: z.number().int().describe("Would lose their access"),
    licences: z
      .object({
        reader: licence.describe("Readers' licences"),
        editor: licence.describe("Editors' licences"),
        admin: licence.describe("Administrators' licences"),
      })
      .describe("The licences that it takes"),
    rows: z
      .array(
        z.object({
          personId: z.string().describe("Their id in the directory"),
          userName: z.string().describe("As the provider sends it"),
          active: z.boolean().describe("Whether the provider says that they are active"),
          outcome: z
            .enum(["matched", "new", "conflicting", "ambiguous"])
            .describe("Whether and as whom they are known"),
          matchedBy: z
            .enum(["linked", "externalId", "subject", "userName", "email"])
            .nullable()
            .describe("What they are recognised by; null: they are not"),
          users: z.array(z.string()).describe("The users who could be meant"),
          reason: z.enum(feedReasons).nullable().describe("Why they would not be applied"),
          standing: z
            .enum(["nothing", "join", "change", "return", "leave", "keep", "refuse"])
            .nullable()
            .describe("What would be done with their access; null: it cannot be said"),
          role: z.enum(roles).nullable().describe("The role that they would have"),
          roleBefore: z.enum(roles).nullable().describe("The role that they have now"),
          waits: z.boolean().describe("Has to be approved first"),
          explanation: z.string().describe("The same in words"),
        }),
      )
      .describe("A row for each person"),
  })
  .meta({ id: "DirectoryDryRun", description: "What activating a directory would do" });
export const decidedView = z.object({ people: z.number().int().describe("How many people were decided on") });
