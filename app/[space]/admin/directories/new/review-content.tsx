import { ShieldCheck } from "lucide-react";
import { Suspense } from "react";
import { ActivateDialog } from "@/components/directories/activate-dialog";
import { DirectorySteps } from "@/components/directories/directory-steps";
import { DryRunNumbers } from "@/components/directories/dry-run-numbers";
import { DryRunTable } from "@/components/directories/dry-run-table";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Callout } from "@/components/ui/callout";
import { FormActions } from "@/components/ui/form-actions";
import { LiveStatus } from "@/components/ui/live-status";
import { WizardLayout } from "@/components/ui/wizard-layout";
import { dryRun } from "@/lib/features/directories/dry-run";
import type { Directory } from "@/lib/model/directories/directory";
import { dryRunKinds } from "@/lib/model/directories/dry-run-words";
import { directoryGuides } from "@/lib/protocols/providers/directories/catalogue";
import type { MemberContext } from "@/lib/server/auth/require";
import { dependencies } from "@/lib/server/process/dependencies";
import { activateDirectoryAction } from "../actions";
import { directoryPaths } from "../paths";
import { RefreshButton } from "./refresh-button";

interface ReviewProps {
  ctx: MemberContext;
  directory: Directory;
  /** The one kind of people to show, as the address names it. */
  kind: string | undefined;
}

/** Step 3: what activation would do, in numbers and person by person; then the activation. */
export function ReviewContent(props: ReviewProps) {
  const paths = directoryPaths(props.ctx.space.slug);
  const { id } = props.directory;
  return (
    <WizardLayout steps={<DirectorySteps current="review" hrefs={{ connect: paths.step(id, "connect") }} />}>
      <Suspense fallback={<LiveStatus state="working">Going through everybody in the directory.</LiveStatus>}>
        <Review {...props} />
      </Suspense>
    </WizardLayout>
  );
}

async function Review({ ctx, directory, kind }: ReviewProps) {
  const found = await dryRun(await dependencies(), ctx, directory.id);
  if (!found.ok) return <Callout tone="danger" title={found.problem.message} />;
  const { rows, licences } = found.value;
  const { slug } = ctx.space;
  const paths = directoryPaths(slug);
  const { called } = directoryGuides[directory.provider];
  return (
    <>
      <DryRunNumbers rows={rows} licences={licences} />
      <DryRunTable
        rows={rows}
        called={called}
        download={paths.dryRun(directory.id)}
        initialKind={dryRunKinds.find((one) => one === kind) ?? null}
      />
      <FormActions
        back={
          <div className="flex flex-wrap gap-2">
            <ButtonLink href={paths.step(directory.id, "connect")}>Back</ButtonLink>
            <RefreshButton>Check again</RefreshButton>
          </div>
        }
      >
        {directory.status === "observing" ? (
          <ActivateDialog
            name={directory.name}
            rows={rows}
            licences={licences}
            action={activateDirectoryAction}
            fields={{ space: slug, directoryId: directory.id }}
            trigger={
              <Button variant="primary" icon={<ShieldCheck aria-hidden />} disabled={rows.length === 0}>
                Activate
              </Button>
            }
          />
        ) : (
          <ButtonLink href={paths.directory(directory.id)} variant="primary">
            Done
          </ButtonLink>
        )}
      </FormActions>
    </>
  );
}
