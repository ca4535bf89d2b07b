/**
 * Decodes base64 as XML Schema writes it: white space is allowed, everything else must be exact.
 * @returns `null` for an empty text and for anything but the canonical encoding
 */
export function base64Bytes(text: string): Buffer | null {
  const compact = text.replace(/[\t\n\r ]/g, "");
  const bytes = Buffer.from(compact, "base64");
  return compact.length > 0 && bytes.toString("base64") === compact ? bytes : null;
}
