import type { Metadata } from "next";
import { fieldRefusals, type RefusalGroup, refusalGroups } from "@/lib/model/explanations/groups";
import { helpAddresses } from "@/lib/model/help";
import type { Explanation, FixedBy } from "@/lib/model/refusals/validation-result";
import { HelpFrame } from "../help-frame";
import { HelpSection } from "../help-section";
import { HelpText } from "../help-text";

export const metadata: Metadata = { title: "Refusal codes, help" };

const fixedByWords: Record<FixedBy, string> = {
  identity_provider: "The person who manages the identity provider",
  gatehouse_configuration: "An administrator of the space",
  person: "The person",
  operator: "The company that runs this application",
};

/** Every refusal code, from the very sentences that the screens show: none can be missing here. */
export default function RefusalsPage() {
  const groups = [...refusalGroups, fieldRefusals];
  return (
    <HelpFrame
      title="Refusal codes"
      summary={
        <HelpText text="Why a sign-in or a test was refused, and how to fix it. The code is in the test's result and in the [sign-in log](/docs/administrators/log#sign-in-log), with what was received and expected in that case: look there first." />
      }
      href={helpAddresses.refusals}
      sections={groups.map(({ id, title }) => ({ id, title }))}
    >
      {groups.map((group) => (
        <HelpSection key={group.id} id={group.id} title={group.title}>
          <p className="text-muted">{group.about}</p>
          <Codes group={group} />
        </HelpSection>
      ))}
    </HelpFrame>
  );
}

function Codes({ group }: { group: RefusalGroup }) {
  const inForm = group === fieldRefusals;
  return (
    <div className="space-y-4">
      {Object.entries(group.explanations).map(([code, explanation]) => (
        <Code
          key={code}
          id={inForm ? `form-${code}` : code}
          code={code}
          explanation={explanation}
          inForm={inForm}
        />
      ))}
    </div>
  );
}

interface CodeProps {
  id: string;
  code: string;
  explanation: Explanation;
  inForm: boolean;
}

function Code({ id, code, explanation, inForm }: CodeProps) {
  const { forPerson, cause, fix, fixedBy } = explanation;
  return (
    <article
      id={id}
      aria-labelledby={`${id}-code`}
      className="scroll-mt-4 space-y-2 rounded-lg border border-line bg-surface p-4 break-inside-avoid target:border-accent target:ring-1 target:ring-accent"
    >
      <h3 id={`${id}-code`} className="font-mono text-base font-semibold [overflow-wrap:anywhere]">
        {code}
      </h3>
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
