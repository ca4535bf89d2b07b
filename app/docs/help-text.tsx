import { RichText } from "@/components/connections/rich-text";
import { Link } from "@/components/ui/link";

const link = /(\[[^[\]]+\]\(\/docs[^()[\]]*\))/;

/** A sentence of the help: as in the guides, and `[words](/docs/…)` is a link. */
export function HelpText({ text }: { text: string }) {
  return text.split(link).map((part, index) => {
    const [, words, href] = /^\[([^\]]+)\]\((\/docs[^)]*)\)$/.exec(part) ?? [];
    // The parts of one sentence never change their order.
    const key = `${index}:${part}`;
    return words && href ? (
      <Link key={key} href={href}>
        {words}
      </Link>
    ) : (
      <RichText key={key} text={part} />
    );
  });
}

/** The same without markup, for searching and for summaries. */
export function plainText(text: string): string {
  return text.replace(/\[([^[\]]+)\]\([^()[\]]*\)/g, "$1").replaceAll(/\*\*|`/g, "");
}
