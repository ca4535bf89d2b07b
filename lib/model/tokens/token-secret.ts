import type { TokenKind } from "./token";

const marks: Record<TokenKind, string> = { personal: "ghp_", integration: "ghi_" };

/** The text that a program sends: the prefix of the kind and 256 random bits in base64url. */
export function writeToken(kind: TokenKind, secret: string): string {
  return `${marks[kind]}${secret}`;
}

/** The kind that a text claims to be; `null` if it does not have the form of a token at all. */
export function kindOfToken(text: string): TokenKind | null {
  const match = /^(ghp_|ghi_)[A-Za-z0-9_-]{43}$/.exec(text);
  if (!match) return null;
  return match[1] === marks.personal ? "personal" : "integration";
}

/** The first characters, to recognise a token by: too few to be of use to anyone else. */
export function shownPrefix(token: string): string {
  return token.slice(0, 10);
}
