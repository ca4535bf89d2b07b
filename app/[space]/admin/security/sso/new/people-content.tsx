import { PeopleForm } from "@/components/connections/people-form";
import { SeenAttributes } from "@/components/connections/seen-attributes";
import { WizardLayout } from "@/components/ui/wizard-layout";
import { prepareFacts } from "@/lib/features/connections/prepare-facts";
import { dependencies } from "@/lib/server/process/dependencies";
import { savePeopleAction } from "../actions";
import { BackLink } from "./back-link";
import { guideOf } from "./guide";
import { latestResult } from "./latest-result";
import type { StepProps } from "./step-props";

/** Step 4: attribute names, role of new people, and whether they are added at all. */
export async function PeopleContent({ ctx, details, steps }: StepProps) {
  const { option } = details;
  const facts = await prepareFacts(await dependencies(), ctx);
  const seen = await latestResult(ctx, details, (run) => run.status === "passed" || run.status === "failed");
  const { guide } = guideOf(details);
  if (!option) throw new Error(`the connection ${details.id} has no sign-in option`);
  return (
    <WizardLayout
      steps={steps}
      // Before a test there is nothing to show.
      {...(seen && {
        guideTitle: `What ${details.providerName} sends`,
        guide: <SeenAttributes result={seen} />,
      })}
    >
      <PeopleForm
        action={savePeopleAction}
        connectionId={details.id}
        settings={option.settings}
        revision={option.revision}
        usual={guide.attributes}
        groups={guide.groups}
        providerName={details.providerName}
        kind={ctx.space.kind}
        inUse={details.status === "active"}
        readerSeatsLeft={facts.freeReaderSeats}
        back={<BackLink slug={ctx.space.slug} connectionId={details.id} step="people" />}
      />
    </WizardLayout>
  );
}
