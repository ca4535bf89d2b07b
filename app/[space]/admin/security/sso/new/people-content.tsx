import { AttributesTable } from "@/components/sso/attributes-table";
import { PeopleForm } from "@/components/sso/people-form";
import { RelativeTime } from "@/components/ui/relative-time";
import { Section } from "@/components/ui/section";
import { WizardLayout } from "@/components/ui/wizard-layout";
import { dependencies } from "@/lib/server/dependencies";
import { prepareFacts } from "@/lib/usecases/prepare-facts";
import { savePeopleAction } from "../actions";
import { BackLink } from "./back-link";
import { guideOf } from "./guide";
import { latestResult } from "./latest-result";
import type { StepProps } from "./step-content";

/** Step 4: attribute names, role of new people, and whether they are added at all. */
export async function PeopleContent({ acting, details, steps }: StepProps) {
  const { option } = details;
  const facts = await prepareFacts(await dependencies(), acting);
  const seen = await latestResult(
    acting,
    details,
    (run) => run.status === "passed" || run.status === "failed",
  );
  const { guide } = guideOf(details);
  if (!option) throw new Error(`the connection ${details.id} has no sign-in option`);
  return (
    <WizardLayout steps={steps}>
      <PeopleForm
        action={savePeopleAction}
        connectionId={details.id}
        settings={option.settings}
        revision={option.revision}
        usual={guide.attributes}
        groups={guide.groups}
        providerName={details.providerName}
        kind={acting.space.kind}
        inUse={details.status === "active"}
        readerSeatsLeft={facts.freeReaderSeats}
        back={<BackLink slug={acting.space.slug} connectionId={details.id} step="people" />}
      />
      {seen && Object.keys(seen.attributes).length > 0 && (
        <Section
          level={3}
          title="What the last test has brought"
          description={
            <>
              The names that {details.providerName} uses, from the test{" "}
              <RelativeTime value={seen.createdAt} />.
            </>
          }
        >
          <AttributesTable attributes={seen.attributes} />
        </Section>
      )}
    </WizardLayout>
  );
}
