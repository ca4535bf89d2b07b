import type { Metadata } from "next";
import NextLink from "next/link";
import { helpAddresses } from "@/lib/model/help";
import { HelpFrame } from "../help-frame";
import { HelpSection } from "../help-section";
import { HelpText } from "../help-text";
import { codeAnchor, groupAddress, shownGroups } from "./places";

export const metadata: Metadata = { title: "Refusal codes, help" };

/** Every refusal code with its cause in a sentence, by topic; each leads to its explanation. */
export default function RefusalsPage() {
  return (
    <HelpFrame
      title="Refusal codes"
      summary={
        <HelpText text="Why a sign-in or a test was refused, and how to fix it. The code is in the test's result and in the [sign-in log](/docs/administrators/log#sign-in-log), with what was received and expected in that case: look there first. The search above finds codes too." />
      }
      href={helpAddresses.refusals}
      sections={shownGroups.map(({ id, title }) => ({ id, title }))}
    >
      {shownGroups.map((group) => (
        <HelpSection key={group.id} id={group.id} title={group.title}>
          <p className="text-muted">{group.about}</p>
          <ul className="divide-y divide-line rounded-lg border border-line bg-surface text-base">
            {Object.entries(group.explanations).map(([code, { cause }]) => (
              <li key={code} id={codeAnchor(group, code)} className="scroll-mt-4 target:bg-accent-soft">
                <NextLink
                  href={`${groupAddress(group)}#${codeAnchor(group, code)}`}
                  prefetch={false}
                  className="block px-4 py-2.5 hover:bg-sunken"
                >
                  <span className="block font-mono font-semibold [overflow-wrap:anywhere]">{code}</span>
                  <span className="block text-muted">{firstSentence(cause)}</span>
                </NextLink>
              </li>
            ))}
          </ul>
        </HelpSection>
      ))}
    </HelpFrame>
  );
}

/** Up to the first full stop that ends a sentence; a dot within a name is none. */
function firstSentence(text: string): string {
  const end = text.indexOf(". ");
  return end === -1 ? text : text.slice(0, end + 1);
}
