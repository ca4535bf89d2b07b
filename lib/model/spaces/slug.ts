import { isReservedSlug } from "./reserved-slugs";

/** Two to forty lower-case letters, digits and single hyphens, a letter or digit at both ends. */
const pattern = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

export type SlugProblem = "malformed" | "too_short" | "too_long" | "reserved";

export const slugProblems: Record<SlugProblem, string> = {
  malformed: "Use lower-case letters, digits and single hyphens; begin and end with a letter or digit.",
  too_short: "Use at least two characters.",
  too_long: "Use forty characters at most.",
  reserved: "This word is the start of one of this site's own addresses. Choose another.",
};

/** The problem of a space's slug; `null` if there is none. */
export function slugProblem(slug: string): SlugProblem | null {
  if (isReservedSlug(slug)) return "reserved";
  if (slug.length > 40) return "too_long";
  if (!pattern.test(slug)) return "malformed";
  if (slug.length < 2) return "too_short";
  return null;
}
