import type { HelpPage, HelpSection } from "@/lib/model/help";
import type { PictureName } from "@/lib/model/help-pictures";

/**
 * A piece of a section. In texts `**` surrounds labels of screens, backticks surround typed text, and
 * `[words](/docs/…)` is a link.
 */
export type Block =
  | string
  | { steps: readonly string[] }
  | { points: readonly string[] }
  | { code: string; label: string }
  | { note: string; tone?: "info" | "warn" }
  | { terms: readonly (readonly [term: string, meaning: string])[] }
  | { picture: PictureName; alt: string };

export interface ArticleSection {
  title: string;
  blocks: readonly Block[];
}

/** One page of the help. It has every section that screens may link to; the compiler ensures it. */
export interface Article<Page extends HelpPage> {
  title: string;
  summary: string;
  sections: Readonly<Record<HelpSection<Page>, ArticleSection>>;
}
