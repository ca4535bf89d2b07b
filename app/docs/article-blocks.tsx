import { Callout } from "@/components/ui/callout";
import { CodeBlock } from "@/components/ui/code-block";
import type { Block } from "./content/article";
import { HelpText } from "./help-text";
import { Picture } from "./picture";

/** The blocks of a section. */
export function ArticleBlocks({ blocks }: { blocks: readonly Block[] }) {
  // The blocks of a section never change their order.
  return blocks.map((block) => <ArticleBlock key={JSON.stringify(block)} block={block} />);
}

function ArticleBlock({ block }: { block: Block }) {
  if (typeof block === "string")
    return (
      <p>
        <HelpText text={block} />
      </p>
    );
  if ("steps" in block)
    return (
      <ol className="list-decimal space-y-2 pl-6 marker:font-medium">
        {block.steps.map((step) => (
          <li key={step} className="pl-1">
            <HelpText text={step} />
          </li>
        ))}
      </ol>
    );
  if ("points" in block)
    return (
      <ul className="list-disc space-y-2 pl-6">
        {block.points.map((point) => (
          <li key={point} className="pl-1">
            <HelpText text={point} />
          </li>
        ))}
      </ul>
    );
  if ("terms" in block)
    return (
      <dl className="divide-y divide-line border-y border-line">
        {block.terms.map(([term, meaning]) => (
          <div key={term} className="grid gap-x-6 gap-y-0.5 py-2.5 sm:grid-cols-[13rem_minmax(0,1fr)]">
            <dt className="font-medium">{term}</dt>
            <dd className="min-w-0">
              <HelpText text={meaning} />
            </dd>
          </div>
        ))}
      </dl>
    );
  if ("code" in block) return <CodeBlock label={block.label} code={block.code} />;
  if ("note" in block)
    return (
      <Callout tone={block.tone ?? "info"}>
        <p>
          <HelpText text={block.note} />
        </p>
      </Callout>
    );
  return <Picture name={block.picture} alt={block.alt} />;
}
