import { foldAscii, trimXmlSpace } from "@/lib/model/text/fold";

/**
 * The form in which a provider's subject is compared and stored (docs/normalization.md). If it is an email address:
 * without XML white space around it, A to Z folded, whatever its NameID format says, because providers write
 * addresses in either case and label them differently from one release to the next. Any other: exactly as sent.
 */
export function subjectKey(subject: string): string {
  const bare = trimXmlSpace(subject);
  return isAddress(bare) ? foldAscii(bare) : subject;
}

/**
 * One @ with something on both sides and no ASCII blanks: the same test as the migration `subjects_as_compared` makes
 * in SQL.
 */
function isAddress(text: string): boolean {
  const at = text.indexOf("@");
  return at > 0 && at === text.lastIndexOf("@") && at < text.length - 1 && !/[\t\n\v\f\r ]/.test(text);
}

/**
 * How subjects that are not addresses were stored before the migration `subjects_as_compared` if their format said
 * `emailAddress`. Rows from before it are still found by this, once: then they are stored as sent.
 */
export function foldedBefore(subject: string): string {
  return foldAscii(trimXmlSpace(subject));
}
