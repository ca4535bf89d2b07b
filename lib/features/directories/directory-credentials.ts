import { refuseExpiry } from "@/lib/features/tokens/refuse-expiry";
import type { DirectoryCredential } from "@/lib/model/directories/directory";
import {
  isLiveCredential,
  liveTokens,
  writeDirectoryCredential,
} from "@/lib/model/directories/directory-token";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import { shownPrefix } from "@/lib/model/tokens/token-secret";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { auditDirectory, findDirectory } from "./manage-directories";

/** What an administrator creates: a bearer token, or a secret of the directory's OAuth 2 client. */
type CreatedKind = "token" | "secret";

/** A new credential with its secret, which only this answer contains. */
export type CreatedCredential = DirectoryCredential & { token: string };

interface Words {
  created: string;
  revoked: string;
  tooMany: [code: string, message: string];
  missing: [code: string, message: string];
}

const words: Record<CreatedKind, Words> = {
  token: {
    created: "directory.token_created",
    revoked: "directory.token_revoked",
    tooMany: [
      "too_many_directory_tokens",
      `A directory has ${liveTokens} tokens at most, so that one can be exchanged. Revoke the one that is no longer used.`,
    ],
    missing: ["token_not_found", "There is no such token in use of this directory."],
  },
  secret: {
    created: "directory.secret_created",
    revoked: "directory.secret_revoked",
    tooMany: [
      "too_many_directory_secrets",
      `A directory has ${liveTokens} client secrets at most, so that one can be exchanged. Revoke the one that is no longer used.`,
    ],
    missing: ["client_secret_not_found", "There is no such client secret in use of this directory."],
  },
};

/**
 * Creates a bearer token, or a secret of the directory's OAuth 2 client, whose client id is the directory's id. Two of
 * each may be in use, so that the provider's can be exchanged without a pause. Only this answer contains it.
 */
export async function createDirectoryCredential(
  deps: Dependencies,
  ctx: Context,
  directoryId: string,
  input: { kind: CreatedKind; expiresAt: Date | null },
): Promise<Outcome<CreatedCredential>> {
  const { kind, expiresAt } = input;
  const now = deps.now();
  const past = refuseExpiry(expiresAt, now);
  if (past) return past;
  return deps.store.transaction(async (tx) => {
    const found = await findDirectory(tx, ctx, directoryId);
    if (!found.ok) return found;
    const { organizationId } = found.value;
    const directories = tx.directoriesOf(organizationId);
    // Two requests at once must not make a third one.
    const directory = await directories.lock(directoryId);
    const known = await directories.credentialsOf(directoryId, kind);
    if (!directory || known.filter((each) => isLiveCredential(each, now)).length >= liveTokens)
      return refused("conflict", ...words[kind].tooMany);
    const token = writeDirectoryCredential(kind, deps.secrets.secret());
    const credential: DirectoryCredential = {
      id: deps.secrets.id("dcred"),
      directoryId,
      organizationId,
      kind,
      grantedBy: null,
      prefix: shownPrefix(token),
      createdAt: now,
      createdBy: ctx.user?.id ?? null,
      expiresAt,
      lastUsedAt: null,
      endedAt: null,
    };
    await directories.insertCredential({ ...credential, hash: deps.secrets.hash(token) });
    const { prefix } = credential;
    await auditDirectory(deps, tx, ctx, directory, words[kind].created, { prefix, expiresAt });
    return done({ ...credential, token });
  });
}

/** Ends a token, or a client secret with the access tokens that it has bought, at once. */
export async function revokeDirectoryCredential(
  deps: Dependencies,
  ctx: Context,
  input: { directoryId: string; credentialId: string; kind: CreatedKind },
): Promise<Outcome<DirectoryCredential>> {
  const { kind, directoryId } = input;
  return deps.store.transaction(async (tx) => {
    const found = await findDirectory(tx, ctx, directoryId);
    if (!found.ok) return found;
    const ended = await tx
      .directoriesOf(found.value.organizationId)
      .endCredential(directoryId, { id: input.credentialId, kind }, deps.now());
    if (!ended) return refused("not_found", ...words[kind].missing);
    await auditDirectory(deps, tx, ctx, found.value, words[kind].revoked, { prefix: ended.prefix });
    return done(ended);
  });
}
