/** Letters and digits that are not mistaken for one another in print. */
const alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
const length = 16;

/** How many codes a person has at a time. */
export const recoveryCodeCount = 10;

/**
 * A recovery code of 16 characters (79 bits) from random bytes, without separators; needs at least 32 bytes. Bytes
 * beyond the last whole multiple of the alphabet are skipped, so that no letter is more frequent.
 */
export function recoveryCodeFrom(bytes: Uint8Array): string | null {
  const limit = 256 - (256 % alphabet.length);
  const letters = [...bytes].filter((byte) => byte < limit).map((byte) => alphabet[byte % alphabet.length]);
  return letters.length < length ? null : letters.slice(0, length).join("");
}

/** The displayed form: groups of four. */
export function showRecoveryCode(code: string): string {
  return code.match(/.{4}/g)?.join("-") ?? code;
}

/** The code without blanks, hyphens and capitals; `null` if it cannot be one. */
export function normaliseRecoveryCode(text: string): string | null {
  const code = text.toLowerCase().replace(/[\s-]/g, "");
  return code.length === length && [...code].every((letter) => alphabet.includes(letter)) ? code : null;
}
