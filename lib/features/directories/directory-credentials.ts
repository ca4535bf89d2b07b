import { refuseExpiry } from "@/lib/features/tokens/refuse-expiry";
import type { DirectoryCredential } from "@/lib/model/directories/directory";
import { liveTokens, writeDirectoryToken } from "@/lib/model/directories/directory-token";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import { shownPrefix } from "@/lib/model/tokens/token-secret";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { auditDirectory, findDirectory } from "./manage-directories";

/** True while a token opens the directory. */
function isLive({ endedAt, expiresAt }: DirectoryCredential, now: Date): boolean {
  return endedAt === null && (expiresAt === null || expiresAt > now);
}

/**
 * Creates a bearer token of a directory. Two may be in use, so that the provider's can be exchanged without a pause.
 * Only this answer contains the token.
 */
export async function createDirectoryToken(
  deps: Dependencies,
  ctx: Context,
  directoryId: string,
  input: { expiresAt: Date | null },
): Promise<Outcome<DirectoryCredential & { token: string }>> {
  const now = deps.now();
  const past = refuseExpiry(input.expiresAt, now);
  if (past) return past;
  return deps.store.transaction(async (tx) => {
    const found = await findDirectory(tx, ctx, directoryId);
    if (!found.ok) return found;
    const { organizationId } = found.value;
    const directories = tx.directoriesOf(organizationId);
    // Two requests at once must not make a third token.
    const directory = await directories.lock(directoryId);
    const live = (await directories.credentialsOf(directoryId)).filter((each) => isLive(each, now));
    if (!directory || live.length >= liveTokens)
      return refused(
        "conflict",
        "too_many_directory_tokens",
        `A directory has ${liveTokens} tokens at most, so that one can be exchanged. Revoke the one that is no longer used.`,
      );
    const token = writeDirectoryToken(deps.secrets.secret());
    const credential: DirectoryCredential = {
      id: deps.secrets.id("dcred"),
      directoryId,
      organizationId,
      prefix: shownPrefix(token),
      createdAt: now,
      createdBy: ctx.user?.id ?? null,
      expiresAt: input.expiresAt,
      lastUsedAt: null,
      endedAt: null,
    };
    await directories.insertCredential({ ...credential, hash: deps.secrets.hash(token) });
    const { prefix, expiresAt } = credential;
    await auditDirectory(deps, tx, ctx, directory, "directory.token_created", { prefix, expiresAt });
    return done({ ...credential, token });
  });
}

/** Ends a token of a directory at once. */
export async function revokeDirectoryToken(
  deps: Dependencies,
  ctx: Context,
  input: { directoryId: string; credentialId: string },
): Promise<Outcome<DirectoryCredential>> {
  return deps.store.transaction(async (tx) => {
    const found = await findDirectory(tx, ctx, input.directoryId);
    if (!found.ok) return found;
    const ended = await tx
      .directoriesOf(found.value.organizationId)
      .endCredential(input.directoryId, input.credentialId, deps.now());
    if (!ended)
      return refused("not_found", "token_not_found", "There is no such token in use of this directory.");
    await auditDirectory(deps, tx, ctx, found.value, "directory.token_revoked", { prefix: ended.prefix });
    return done(ended);
  });
}
