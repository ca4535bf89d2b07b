import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { fieldRefusals } from "@/lib/model/explanations/groups";
import { helpAddresses } from "@/lib/model/help";
import { HelpFrame } from "../../help-frame";
import { CodeArticle } from "../code-article";
import { codeAnchor, groupAddress, placeOfCode, shownGroups } from "../places";

interface RefusalGroupPageProps {
  params: Promise<{ id: string }>;
}

const groupOf = (id: string) => shownGroups.find((group) => group.id === id);

export async function generateMetadata({ params }: RefusalGroupPageProps): Promise<Metadata> {
  const group = groupOf((await params).id);
  return { title: group ? `${group.title}, refusal codes` : "Refusal codes, help" };
}

/**
 * The codes of one topic, from the very sentences that the screens show: none can be missing here. The name of a code in
 * place of a topic leads to its explanation; a code that this version lacks, to the list of all.
 */
export default async function RefusalGroupPage({ params }: RefusalGroupPageProps) {
  const { id } = await params;
  const group = groupOf(id);
  if (!group) redirect(placeOfCode(id) ?? helpAddresses.refusals);
  const codes = Object.entries(group.explanations);
  return (
    <HelpFrame
      title={group.title}
      summary={group.about}
      href={groupAddress(group)}
      above={{ href: helpAddresses.refusals, label: "Refusal codes" }}
      sections={codes.map(([code]) => ({ id: codeAnchor(group, code), title: code }))}
    >
      <div className="space-y-4">
        {codes.map(([code, explanation]) => (
          <CodeArticle
            key={code}
            id={codeAnchor(group, code)}
            code={code}
            explanation={explanation}
            inForm={group === fieldRefusals}
          />
        ))}
      </div>
    </HelpFrame>
  );
}
