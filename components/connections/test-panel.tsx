"use client";

import { FlaskConical, RotateCcw } from "lucide-react";
import { useRouter } from "next/navigation";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { CopyField } from "@/components/ui/copy-field";
import { Link } from "@/components/ui/link";
import { LiveStatus } from "@/components/ui/live-status";
import type { TestResultView } from "@/lib/schemas/sso-views";
import { refusesPerson } from "./outlook-words";
import { TestHint } from "./test-hint";
import { TestResult } from "./test-result";
import { type TestPhase, useTestRun } from "./use-test-run";

interface TestPanelProps {
  space: string;
  providerName: string;
  startAddress: string;
  resultsAddress: string;
  initial: TestResultView | null;
  /** True if the given version has passed: testing once more is possible, but not necessary. */
  tested: boolean;
  /** The connection has no login URL: nobody can be redirected to the provider. */
  startsAtProvider?: boolean;
  /** Where the settings are changed. */
  configureHref: string;
  /** What comes after a passed test. */
  next?: string;
}

/** Tests a connection in a window of its own and shows the result. */
export function TestPanel({
  providerName,
  tested,
  startsAtProvider = false,
  configureHref,
  next = "Is this the right person? Then activate.",
  ...input
}: TestPanelProps) {
  const router = useRouter();
  const { phase, start } = useTestRun({
    ...input,
    // The page learns that its version has passed, and allows the activation.
    onFinished: () => router.refresh(),
  });
  const again = phase.kind === "finished" || phase.kind === "running";
  return (
    <div className="space-y-5">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button
          variant={tested ? "secondary" : "primary"}
          pending={phase.kind === "starting"}
          icon={again ? <RotateCcw aria-hidden /> : <FlaskConical aria-hidden />}
          onClick={() => void start()}
        >
          {again ? "Test again" : "Test"}
        </Button>
        <p className="text-sm text-muted">
          {startsAtProvider
            ? `Opens a window that waits. Then start at ${providerName}, in this browser, as your people do.`
            : `Opens a window where you sign in at ${providerName}.`}{" "}
          Nobody is added and nobody is signed in here.
        </p>
      </div>
      <PhaseLine phase={phase} providerName={providerName} />
      {phase.kind === "running" && <Running phase={phase} />}
      {phase.kind === "running" && phase.hint && (
        <TestHint
          key={phase.closed || phase.long ? "open" : "folded"}
          hint={phase.hint}
          providerName={providerName}
          open={phase.closed || phase.long}
        />
      )}
      {phase.kind === "refused" && (
        <Callout tone="danger" title="The test could not start">
          {phase.message}
        </Callout>
      )}
      {phase.kind === "finished" && (
        <TestResult
          result={phase.result}
          configureHref={configureHref}
          whatNext={<p>{whatNext(phase.result, next)}</p>}
        />
      )}
    </div>
  );
}

function whatNext(result: TestResultView, next: string): string {
  if (!result.passed) return "Correct it, then test again.";
  return refusesPerson(result) ? "Let this person in first, or test with somebody who should get in." : next;
}

function PhaseLine({ phase, providerName }: { phase: TestPhase; providerName: string }) {
  if (phase.kind === "starting") return <LiveStatus state="working">Preparing the test.</LiveStatus>;
  if (phase.kind === "running" && !phase.blocked && !phase.closed)
    return (
      <LiveStatus state="working">
        Waiting for you to sign in at {providerName}, in the window that has opened.
      </LiveStatus>
    );
  if (phase.kind === "finished")
    return (
      // The result beneath has the details; this is read aloud when it arrives.
      <p role="status" className="sr-only">
        {phase.result.passed
          ? `The test has passed.${refusesPerson(phase.result) ? " This person would get no access." : ""}`
          : "The test has not passed."}
      </p>
    );
  return <LiveStatus state="idle" />;
}

function Running({ phase }: { phase: Extract<TestPhase, { kind: "running" }> }) {
  return (
    <div role="status" className="space-y-4">
      {phase.blocked && phase.url && (
        <Callout tone="warn" title="The browser did not open a window">
          <p>
            <Link href={phase.url} external>
              Open the test
            </Link>
            . The result appears here. To avoid this, allow pop-ups for this site.
          </p>
        </Callout>
      )}
      {phase.closed && (
        <Callout tone="warn" title="The test window was closed before the test ended">
          <p>Nothing was changed. Test again. If you finish it elsewhere, the result appears here.</p>
        </Callout>
      )}
      {phase.url && !phase.closed && (
        <details>
          <summary className="text-sm font-medium text-accent max-md:min-h-11">
            Test with another person or browser
          </summary>
          <div className="pt-3">
            <CopyField
              label="Test address"
              value={phase.url}
              help="It works once, in the browser that opens it first. The result appears here."
            />
          </div>
        </details>
      )}
    </div>
  );
}
