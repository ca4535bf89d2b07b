import type { Metadata } from "next";
import { PageHeader } from "@/components/ui/page-header";
import { ProviderMark } from "@/components/ui/provider-mark";
import { RelativeTime } from "@/components/ui/relative-time";
import { Stepper } from "@/components/ui/stepper";
import { readSetupWork } from "@/lib/features/setup-links/work-by-setup-link";
import { helpAddress } from "@/lib/model/help";
import type { SetupWork } from "@/lib/schemas/setup-work";
import { setupOf } from "@/lib/server/auth/setup-access";
import { dependencies } from "@/lib/server/process/dependencies";
import { LinkOver } from "../../link-over";
import { type SetupStep, setupPaths } from "../../paths";
import { ConfigureContent } from "./configure-content";
import { DoneContent } from "./done-content";
import { TestContent } from "./test-content";

export const metadata: Metadata = { title: "Set up single sign-on", robots: { index: false, follow: false } };

interface SetupWorkPageProps {
  params: Promise<{ linkId: string }>;
  searchParams: Promise<{ step?: string | string[] }>;
}

const labels: Record<SetupStep, string> = { configure: "Configure", test: "Test", done: "Done" };
const steps: readonly SetupStep[] = ["configure", "test", "done"];

/** The outside administrator's wizard: one connection, and nothing about the space's people. */
export default async function SetupWorkPage({ params, searchParams }: SetupWorkPageProps) {
  const { linkId } = await params;
  const ctx = await setupOf(linkId);
  const work = ctx && (await readSetupWork(await dependencies(), ctx));
  if (!work) return <LinkOver />;
  const asked = [(await searchParams).step].flat()[0];
  const input = steps.find((step) => step === asked) ?? "configure";
  const step = work.version ? input : "configure";
  const Content = { configure: ConfigureContent, test: TestContent, done: DoneContent }[step];
  const { providerName, provider } = work.connection;
  return (
    <main className="mx-auto w-full max-w-wide space-y-6 px-4 py-8 sm:px-8">
      <PageHeader
        title={`${work.purpose === "renew" ? "Renew" : "Set up"} ${providerName} for ${work.spaceName}`}
        mark={<ProviderMark provider={provider} size="large" />}
        help={helpAddress("outside-it", helpOf(step, work))}
        description={
          <>
            You can leave and return with the same link until <RelativeTime value={work.expiresAt} exact />.
            Everything you saved is kept.
          </>
        }
      />
      <Content work={work} steps={<SetupSteps work={work} current={step} />} />
    </main>
  );
}

function helpOf(step: SetupStep, work: SetupWork) {
  if (step === "configure") return work.purpose === "renew" ? "renew" : "values";
  return step === "test" ? "test" : "hand-over";
}

function SetupSteps({ work, current }: { work: SetupWork; current: SetupStep }) {
  const paths = setupPaths(work.linkId);
  const finished: Record<SetupStep, boolean> = {
    configure: work.version !== null,
    test: work.version?.state === "tested" || work.version?.state === "live",
    done: work.doneAt !== null,
  };
  return (
    <Stepper
      label="Steps"
      currentId={current}
      steps={steps.map((step) => ({
        id: step,
        label: labels[step],
        state: step === current ? "current" : finished[step] ? "done" : "todo",
        ...(step === "configure" || work.version ? { href: paths.step(step) } : {}),
      }))}
    />
  );
}
