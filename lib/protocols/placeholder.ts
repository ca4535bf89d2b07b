/**
 * The first name in braces of a text, with the braces: a placeholder of a document or guide, such as Entra ID's
 * `{tenantid}`. Braces are not allowed in addresses or URNs (RFC 3986 §2), so no valid value contains them.
 */
export function placeholderIn(text: string): string | null {
  const end = text.indexOf("}");
  const start = end < 0 ? -1 : text.lastIndexOf("{", end);
  return start < 0 ? null : text.slice(start, end + 1).slice(0, 60);
}
