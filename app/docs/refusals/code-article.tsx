import type { Explanation, FixedBy } from "@/lib/model/refusals/validation-result";

const fixedByWords: Record<FixedBy, string> = {
  identity_provider: "The person who manages the identity provider",
  gatehouse_configuration: "An administrator of the space",
  person: "The person",
  operator: "The company that runs this application",
};

interface CodeProps {
  id: string;
  code: string;
  explanation: Explanation;
  inForm: boolean;
}

/** One code with its cause, its fix and who can apply it. */
export function CodeArticle({ id, code, explanation, inForm }: CodeProps) {
  const { forPerson, cause, fix, fixedBy } = explanation;
  return (
    <article
      id={id}
      aria-labelledby={`${id}-code`}
      className="scroll-mt-4 space-y-2 rounded-lg border border-line bg-surface p-4 break-inside-avoid target:border-accent target:ring-1 target:ring-accent"
    >
      <h2 id={`${id}-code`} className="font-mono text-base font-semibold [overflow-wrap:anywhere]">
        {code}
      </h2>
      <dl className="space-y-2 text-base">
        {[
          { term: inForm ? "What the form says" : "What the person reads", value: `“${forPerson}”` },
          { term: "Cause", value: cause },
          { term: "What to do", value: fix },
          { term: "Who can do it", value: fixedByWords[fixedBy] },
        ].map(({ term, value }) => (
          <div key={term} className="grid gap-x-4 sm:grid-cols-[10rem_minmax(0,1fr)]">
            <dt className="text-muted">{term}</dt>
            <dd className="min-w-0 [overflow-wrap:anywhere]">{value}</dd>
          </div>
        ))}
      </dl>
    </article>
  );
}
