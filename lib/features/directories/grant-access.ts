import type { DirectoryCredential } from "@/lib/model/directories/directory";
import {
  accessSeconds,
  directoryScope,
  isDirectoryClient,
  isDirectorySecret,
  isLiveCredential,
  writeDirectoryCredential,
} from "@/lib/model/directories/directory-token";
import { shownPrefix } from "@/lib/model/tokens/token-secret";
import type { Dependencies } from "@/lib/ports/dependencies";

/** A request for an access token, as the token endpoint has read it. */
export interface GrantRequest {
  clientId: string;
  clientSecret: string | null;
  /** `null`: not sent. */
  scope: string | null;
  /** Where the request came from. */
  address: string;
}

export type Grant =
  | { ok: true; accessToken: string; expiresIn: number; scope: string }
  /** The codes of RFC 6749 §5.2; `slow_down` for too many. */
  | {
      ok: false;
      error: "invalid_client" | "invalid_scope" | "slow_down";
      description: string;
      /** Seconds to wait. */
      retryAfter?: number;
    };

/**
 * Buys an access token of a directory for its client secret (RFC 6749 §4.4). It works for an hour, for that directory
 * alone, and ends with the secret and with the directory.
 */
export async function grantDirectoryAccess(
  deps: Pick<Dependencies, "store" | "secrets" | "now" | "rateLimits">,
  input: GrantRequest,
): Promise<Grant> {
  const { clientId, clientSecret, scope } = input;
  const tooMany = await deps.rateLimits.spend("grants_by_address", input.address);
  if (tooMany > 0) return slowDown(tooMany);
  if (clientSecret === null || !isDirectoryClient(clientId) || !isDirectorySecret(clientSecret))
    return unknownClient;
  const now = deps.now();
  const found = await deps.store.directoryLookup.byClientSecret(clientId, deps.secrets.hash(clientSecret));
  if (!found || !isLiveCredential(found.credential, now)) return unknownClient;
  if (scope !== null && !scope.split(" ").every((each) => each === directoryScope))
    return {
      ok: false,
      error: "invalid_scope",
      description: `The only scope of a directory is ${directoryScope}.`,
    };
  const wait = await deps.rateLimits.spend("grants_by_directory", clientId);
  if (wait > 0) return slowDown(wait);
  const accessToken = await issue(deps, found.credential, now);
  return { ok: true, accessToken, expiresIn: accessSeconds, scope: directoryScope };
}

async function issue(
  { store, secrets }: Pick<Dependencies, "store" | "secrets">,
  secret: DirectoryCredential,
  now: Date,
): Promise<string> {
  const token = writeDirectoryCredential("access", secrets.secret());
  const { directoryId, organizationId, id } = secret;
  const directories = store.directoriesOf(organizationId);
  await directories.insertCredential({
    id: secrets.id("dcred"),
    directoryId,
    organizationId,
    kind: "access",
    grantedBy: id,
    prefix: shownPrefix(token),
    createdAt: now,
    createdBy: null,
    expiresAt: new Date(now.getTime() + accessSeconds * 1000),
    lastUsedAt: null,
    endedAt: null,
    hash: secrets.hash(token),
  });
  await directories.touchCredential(directoryId, id, now);
  return token;
}

/** One answer for an unknown client, a wrong, an expired and a revoked secret. */
const unknownClient: Grant = {
  ok: false,
  error: "invalid_client",
  description: "This client is not known, or its secret is wrong, expired or revoked.",
};

function slowDown(retryAfter: number): Grant {
  return { ok: false, error: "slow_down", description: "Too many requests. Try again later.", retryAfter };
}
