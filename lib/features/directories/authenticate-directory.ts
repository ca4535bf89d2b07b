import type { Directory, DirectoryCredential } from "@/lib/model/directories/directory";
import { isDirectoryToken } from "@/lib/model/directories/directory-token";
import type { Dependencies } from "@/lib/ports/dependencies";

/** Writing “last used” at every request would be two writes more; a minute is exact enough. */
const touchEvery = 60_000;

export type DirectoryAuthentication =
  | { ok: true; directory: Directory; credential: DirectoryCredential }
  /** `directory`: whose credential it was before it ended; `null`: nobody's, or of another one. */
  | { ok: false; detail: string; directory: Directory | null };

/**
 * Finds the directory that a request may speak for, by the bearer token. The token of another directory is as unknown
 * as none; to the holder of the right one that has ended, the answer says why.
 */
export async function authenticateDirectory(
  deps: Pick<Dependencies, "store" | "secrets" | "now">,
  directoryId: string,
  token: string | null,
): Promise<DirectoryAuthentication> {
  const now = deps.now();
  if (token === null)
    return refuse("Send the directory's token in the header Authorization, after the word Bearer.");
  if (!isDirectoryToken(token))
    return refuse("This is not a directory's token: it begins with ghd_ and 43 characters follow.");
  const found = await deps.store.directoryLookup.byCredential(directoryId, deps.secrets.hash(token));
  if (!found)
    return refuse("This token is not one of this directory. Copy address and token from the same page.");
  const { directory, credential } = found;
  const again = credential.kind === "access" ? "Get a new one at /oauth/token." : "Create a new one.";
  if (credential.endedAt)
    return refuse(`This token was revoked at ${credential.endedAt.toISOString()}. ${again}`, directory);
  if (credential.expiresAt && credential.expiresAt <= now)
    return refuse(`This token expired at ${credential.expiresAt.toISOString()}. ${again}`, directory);
  const before = [directory.lastRequestAt, credential.lastUsedAt];
  if (before.some((at) => at === null || now.getTime() - at.getTime() >= touchEvery))
    await deps.store.directoriesOf(directory.organizationId).touch(directory.id, credential.id, now);
  return { ok: true, directory, credential };
}

function refuse(detail: string, directory: Directory | null = null): DirectoryAuthentication {
  return { ok: false, detail, directory };
}
