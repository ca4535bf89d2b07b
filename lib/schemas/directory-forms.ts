import { z } from "zod";
import { directoryProviders } from "@/lib/model/directories/directory";
import { oneLine } from "./text";
import { tokenLifetimes } from "./token";

const directoryId = z.string().min(1).max(64);
const name = oneLine("The name", 100);
/** An empty choice: no connection. */
const connectionId = z
  .string()
  .max(64)
  .transform((id) => (id === "" ? null : id));
const lifetime = z.enum(tokenLifetimes, { error: "Choose when it expires." });

/** The wizard's first step. */
export const createDirectoryForm = z.object({
  provider: z.enum(directoryProviders, { error: "Choose your product." }),
  name,
  connectionId,
});

/** The settings of a directory. */
export const directorySettingsForm = z.object({ directoryId, name, connectionId });
export const directoryIdForm = z.object({ directoryId });
const kind = z.enum(["token", "secret"]);
export const directoryCredentialForm = z.object({ directoryId, kind, lifetime });
export const revokeDirectoryCredentialForm = z.object({
  directoryId,
  kind,
  credentialId: z.string().min(1).max(64),
});
/** What becomes of the access of its people. */
export const removeDirectoryForm = z.object({
  directoryId,
  access: z.enum(["keep", "end"], { error: "Choose what happens to its people." }),
});
export const replayRequestForm = z.object({ directoryId, requestId: z.string().min(1).max(64) });

/** What becomes of people whom the brake holds; without ids, of all of them. */
export const decideHeldForm = z.object({
  directoryId,
  decision: z.enum(["confirm", "reject"]),
  people: z.array(z.string().max(64)).min(1, "Choose at least one person.").max(1_000).optional(),
});
