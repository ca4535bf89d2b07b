import type { CredentialKind, DirectoryCredential } from "./directory";

/** What each kind of credential begins with. Access tokens are sent as tokens are. */
const marks: Record<CredentialKind, string> = { token: "ghd", access: "ghd", secret: "ghc" };

/** The text that a provider is given: the mark of its kind and 256 random bits in base64url. */
export function writeDirectoryCredential(kind: CredentialKind, secret: string): string {
  return `${marks[kind]}_${secret}`;
}

/** Whether a text has the form of what a directory's requests present. */
export function isDirectoryToken(text: string): boolean {
  return /^ghd_[A-Za-z0-9_-]{43}$/.test(text);
}

/** Whether a text has the form of a directory's client secret. */
export function isDirectorySecret(text: string): boolean {
  return /^ghc_[A-Za-z0-9_-]{43}$/.test(text);
}

/** How many tokens, and how many client secrets, may be in use: two, so that one can be exchanged without a pause. */
export const liveTokens = 2;

/** How long an access token opens the directory. */
export const accessSeconds = 3_600;

/** The only scope of a directory's client. */
export const directoryScope = "scim";

/** Whether a client id is that of a directory: it is the directory's own id. */
export function isDirectoryClient(clientId: string): boolean {
  return /^dir_[A-Za-z0-9_-]{1,60}$/.test(clientId);
}

/** Whether a credential is in use. */
export function isLiveCredential(
  { endedAt, expiresAt }: Pick<DirectoryCredential, "endedAt" | "expiresAt">,
  now: Date,
): boolean {
  return endedAt === null && (expiresAt === null || expiresAt > now);
}
