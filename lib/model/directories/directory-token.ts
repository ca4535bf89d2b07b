/** The text that a provider sends: the mark and 256 random bits in base64url. */
export function writeDirectoryToken(secret: string): string {
  return `ghd_${secret}`;
}

/** Whether a text has the form of a directory's token. */
export function isDirectoryToken(text: string): boolean {
  return /^ghd_[A-Za-z0-9_-]{43}$/.test(text);
}

/** How many tokens of one directory may be in use: two, so that one can be exchanged without a pause. */
export const liveTokens = 2;
