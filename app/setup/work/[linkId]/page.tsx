import type { Metadata } from "next";
import type { ReactNode } from "react";
import { BrandedMain } from "@/components/frame/branded-main";
import { PageHeader } from "@/components/ui/page-header";
import { ProviderMark } from "@/components/ui/provider-mark";
import { RelativeTime } from "@/components/ui/relative-time";
import { Stepper } from "@/components/ui/stepper";
import { readSetupWork } from "@/lib/features/setup-links/work-by-setup-link";
import { helpAddress } from "@/lib/model/help";
import type { SetupStart, SetupWork } from "@/lib/schemas/setup-work";
import { setupOf } from "@/lib/server/auth/setup-access";
import { dependencies } from "@/lib/server/process/dependencies";
import { type BrandedSpace, wornBrandOf } from "../../../branded";
import { LinkOver } from "../../link-over";
import { type SetupStep, setupPaths } from "../../paths";
import { ConfigureContent } from "./configure-content";
import { DoneContent } from "./done-content";
import { ProviderContent } from "./provider-content";
import { TestContent } from "./test-content";

export const metadata: Metadata = { title: "Set up single sign-on", robots: { index: false, follow: false } };

interface SetupWorkPageProps {
  params: Promise<{ linkId: string }>;
  searchParams: Promise<{ step?: string | string[] }>;
}

const labels: Record<SetupStep, string> = {
  provider: "Provider",
  configure: "Configure",
  test: "Test",
  done: "Done",
};

/** The steps of a link: only one for the space has a provider to choose. */
function stepsOf({ scope }: Pick<SetupWork, "scope">): SetupStep[] {
  return scope === "space" ? ["provider", "configure", "test", "done"] : ["configure", "test", "done"];
}

/** The outside administrator's wizard: one connection, and nothing about the space's people. */
export default async function SetupWorkPage({ params, searchParams }: SetupWorkPageProps) {
  const { linkId } = await params;
  const ctx = await setupOf(linkId);
  const work = ctx && (await readSetupWork(await dependencies(), ctx));
  if (!work) return <LinkOver />;
  if (work.connection === null)
    return (
      <Frame space={ctx.space} work={work} title={`Set up single sign-on for ${work.spaceName}`} help="link">
        <ProviderContent work={work} steps={<SetupSteps work={work} current="provider" />} />
      </Frame>
    );
  const asked = [(await searchParams).step].flat()[0];
  const input = stepsOf(work).find((step) => step === asked) ?? "configure";
  const step = work.version || input === "provider" ? input : "configure";
  const steps = <SetupSteps work={work} current={step} />;
  const contents: Record<SetupStep, ReactNode> = {
    provider: <ProviderContent work={work} steps={steps} />,
    configure: <ConfigureContent work={work} steps={steps} />,
    test: <TestContent work={work} steps={steps} />,
    done: <DoneContent work={work} steps={steps} />,
  };
  const verb = work.scope === "renew" ? "Renew" : "Set up";
  return (
    <Frame
      space={ctx.space}
      work={work}
      title={`${verb} ${work.connection.providerName} for ${work.spaceName}`}
      mark={<ProviderMark provider={work.connection.provider} name={work.connection.name} size="large" />}
      help={helpOf(step, work)}
    >
      {contents[step]}
    </Frame>
  );
}

interface FrameProps {
  space: BrandedSpace;
  work: SetupWork | SetupStart;
  title: string;
  mark?: ReactNode;
  help: Parameters<typeof helpAddress<"outside-it">>[1];
  children: ReactNode;
}

async function Frame({ space, work, title, mark, help, children }: FrameProps) {
  return (
    <BrandedMain
      brand={await wornBrandOf(space)}
      className="mx-auto w-full max-w-wide space-y-6 px-4 py-8 sm:px-8"
    >
      <PageHeader
        title={title}
        mark={mark}
        help={helpAddress("outside-it", help)}
        description={
          <>
            {work.invitedBy && `Invited by ${work.invitedBy}. `}
            Everything you save is kept. The link works until <RelativeTime value={work.expiresAt} exact />.
          </>
        }
      />
      {children}
    </BrandedMain>
  );
}

function helpOf(step: SetupStep, { scope }: SetupWork) {
  if (step === "provider") return "link";
  if (step === "configure") return scope === "renew" ? "renew" : "values";
  return step === "test" ? "test" : "hand-over";
}

function SetupSteps({ work, current }: { work: SetupWork | SetupStart; current: SetupStep }) {
  const paths = setupPaths(work.linkId);
  const version = work.connection === null ? null : work.version;
  const finished: Record<SetupStep, boolean> = {
    provider: work.connection !== null,
    configure: version !== null,
    test: version?.state === "tested" || version?.state === "live",
    done: work.connection !== null && work.doneAt !== null,
  };
  const mayOpen = (step: SetupStep) =>
    step === "provider" || (step === "configure" && work.connection !== null) || version !== null;
  return (
    <Stepper
      label="Steps"
      currentId={current}
      steps={stepsOf(work).map((step) => ({
        id: step,
        label: step === "test" && work.mayActivate ? "Test and activate" : labels[step],
        state: step === current ? "current" : finished[step] ? "done" : "todo",
        ...(mayOpen(step) ? { href: paths.step(step) } : {}),
      }))}
    />
  );
}
