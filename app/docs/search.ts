import { fieldRefusals, refusalGroups } from "@/lib/model/explanations/groups";
import { helpAddress, helpAddresses, refusalHelp } from "@/lib/model/help";
import { oauth2Presets } from "@/lib/protocols/oauth2/presets/catalogue";
import { providers } from "@/lib/protocols/providers/catalogue";
import type { Block } from "./content/article";
import { articlePages, articles, sectionsOf } from "./content/articles";
import { plainText } from "./help-text";

interface Findable {
  href: string;
  title: string;
  /** The page that contains it. */
  page: string;
  text: string;
}

export interface Found extends Findable {
  /** The words around the first hit. */
  excerpt: string;
}

const most = 30;

/**
 * The sections, codes and guides that contain every word of the query; those with the words in their title come
 * first.
 */
export function searchHelp(query: string): Found[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const inTitle = ({ title }: Findable) => words.filter((word) => title.toLowerCase().includes(word)).length;
  return findable
    .filter(({ title, page, text }) => {
      const all = `${title} ${page} ${text}`.toLowerCase();
      return words.every((word) => all.includes(word));
    })
    .sort((a, b) => inTitle(b) - inTitle(a))
    .slice(0, most)
    .map((one) => ({ ...one, excerpt: excerptOf(one.text, words) }));
}

const findable: readonly Findable[] = [
  ...articlePages.flatMap((page) =>
    sectionsOf(page).map(({ id, title, blocks }) => ({
      href: `${helpAddress(page)}#${id}`,
      title,
      page: articles[page].title,
      text: plainText(blocks.map(textOf).join(" ")),
    })),
  ),
  ...refusalGroups.flatMap(({ title, explanations }) =>
    Object.entries(explanations).map(([code, { forPerson, cause, fix }]) => ({
      href: refusalHelp(code),
      title: code,
      page: `Refusal codes, ${title}`,
      text: `${cause} ${fix} ${forPerson}`,
    })),
  ),
  ...Object.entries(fieldRefusals.explanations).map(([code, { forPerson, cause, fix }]) => ({
    href: refusalHelp(`form-${code}`),
    title: forPerson,
    page: `Refusal codes, ${fieldRefusals.title}`,
    text: `${cause} ${fix} ${code}`,
  })),
  ...[...providers, ...oauth2Presets].map(({ id, name, summary }) => ({
    href: `${helpAddresses.providers}/${id}`,
    title: name,
    page: "Guides for providers",
    text: summary,
  })),
];

function textOf(block: Block): string {
  if (typeof block === "string") return block;
  if ("steps" in block) return block.steps.join(" ");
  if ("points" in block) return block.points.join(" ");
  if ("terms" in block) return block.terms.flat().join(" ");
  if ("code" in block) return block.label;
  return "note" in block ? block.note : "";
}

function excerptOf(text: string, words: readonly string[]): string {
  const lower = text.toLowerCase();
  const first = Math.min(...words.map((word) => lower.indexOf(word)).filter((at) => at >= 0), text.length);
  const from = first === text.length || first < 60 ? 0 : text.lastIndexOf(" ", first - 40) + 1;
  const part = text.slice(from, from + 180);
  return `${from > 0 ? "… " : ""}${part}${from + 180 < text.length ? " …" : ""}`;
}
