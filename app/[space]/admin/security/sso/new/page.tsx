import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { LeaseKeeper } from "@/components/connections/lease-keeper";
import { WizardSteps } from "@/components/connections/wizard-steps";
import { PageHeader } from "@/components/ui/page-header";
import { readConnectionDetails } from "@/lib/features/connections/connection-details";
import { readLease } from "@/lib/features/connections/keep-lease";
import { readWizardStep, stepToShow, wizardStepLabels } from "@/lib/model/connections/wizard";
import { helpAddress } from "@/lib/model/help";
import { requirePermission } from "@/lib/server/auth/require";
import { dependencies } from "@/lib/server/process/dependencies";
import { SpaceConsole } from "../../../../space-console";
import { holderOf } from "../edit-lease";
import { NotSubscribed } from "../not-subscribed";
import { ssoPaths } from "../paths";
import { progressOf } from "./progress";
import { StepContent } from "./step-content";

interface WizardPageProps {
  params: Promise<{ space: string }>;
  searchParams: Promise<{ connection?: string | string[]; step?: string | string[] }>;
}

const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);

export async function generateMetadata({ searchParams }: WizardPageProps): Promise<Metadata> {
  const step = readWizardStep(one((await searchParams).step));
  return { title: step ? `${wizardStepLabels[step]}, configure single sign-on` : "Configure single sign-on" };
}

/** The wizard: prepare, provider, configure, people, test and activate. Every step has an address of its own. */
export default async function WizardPage({ params, searchParams }: WizardPageProps) {
  const ctx = await requirePermission((await params).space, "manage_auth_integrations");
  const { space } = ctx;
  if (!space.ssoSubscribed)
    return (
      <SpaceConsole ctx={ctx}>
        <NotSubscribed spaceName={space.name} />
      </SpaceConsole>
    );
  const deps = await dependencies();
  const search = await searchParams;
  const connectionId = one(search.connection) ?? null;
  const details = connectionId ? await readConnectionDetails(deps, ctx, connectionId) : null;
  if (connectionId && !details?.isOwn) notFound();

  const progress = progressOf(details);
  const step = stepToShow(one(search.step), progress);
  const lease = await readLease(deps, ctx);
  const paths = ssoPaths(space.slug);
  return (
    <SpaceConsole ctx={ctx} width="wide">
      <PageHeader
        title={details ? `Connect ${details.name}` : "Configure single sign-on (SSO)"}
        help={helpAddress("administrators/set-up", step === "prepare" ? "before-you-begin" : step)}
        description="Everything you save is kept."
        back={
          details && details.status !== "draft"
            ? { href: paths.connection(details.id), label: details.name }
            : { href: paths.list, label: "Single sign-on" }
        }
      />
      <LeaseKeeper
        address={paths.lease}
        space={space.slug}
        initial={lease && holderOf(lease)}
        connectionId={details?.id ?? null}
        step={step}
        revision={details?.revision ?? null}
        back={paths.list}
      >
        <StepContent
          ctx={ctx}
          details={details}
          step={step}
          steps={
            <WizardSteps
              current={step}
              progress={progress}
              href={(input) => paths.step(details?.id ?? null, input)}
            />
          }
        />
      </LeaseKeeper>
    </SpaceConsole>
  );
}
