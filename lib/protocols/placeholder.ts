/**
 * The first name in braces of a text, with them: what a document or a guide leaves to be filled in, such as Entra ID's
 * `{tenantid}`. Braces are no characters of addresses or URNs (RFC 3986 §2), so that nothing right has them.
 */
export function placeholderIn(text: string): string | null {
  const end = text.indexOf("}");
  const start = end < 0 ? -1 : text.lastIndexOf("{", end);
  return start < 0 ? null : text.slice(start, end + 1).slice(0, 60);
}
