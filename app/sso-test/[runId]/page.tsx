import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { CloseTestWindow } from "@/components/connections/announce-result";
import { TestResult } from "@/components/connections/test-result";
import { BrandedMain } from "@/components/frame/branded-main";
import { ButtonLink } from "@/components/ui/button-link";
import { Callout } from "@/components/ui/callout";
import { readTestResult } from "@/lib/features/test-runs/read-test-result";
import { showTestResult } from "@/lib/features/test-runs/show-test-result";
import { isSetupLinkId } from "@/lib/model/setup-links/setup-link-state";
import { readAttemptCookie } from "@/lib/server/auth/attempt-cookie";
import { currentSession } from "@/lib/server/auth/session";
import { dependencies } from "@/lib/server/process/dependencies";
import { wornBrandOf } from "../../branded";

export const metadata: Metadata = { title: "Test result" };

/**
 * The result of a test, for the browser that ran it and for the managers of the connection. Wider than other public
 * pages: the checks need room.
 */
export default async function TestResultPage({ params }: { params: Promise<{ runId: string }> }) {
  const { runId } = await params;
  const deps = await dependencies();
  const current = await currentSession();
  const found = await readTestResult(deps, {
    runId,
    browserSecret: await readAttemptCookie(deps.appUrl),
    admittedTo: current && {
      userId: current.user.id,
      spaceIds: current.session.spaces.map(({ spaceId }) => spaceId),
    },
  });
  if (!found) notFound();
  const result = await showTestResult(deps, found.run, found.connection);
  return (
    <BrandedMain
      brand={await wornBrandOf(found.space)}
      className="mx-auto w-full max-w-3xl space-y-6 px-4 py-8 sm:px-8"
    >
      <h1 className="text-xl font-semibold">Test of {found.connection.name}</h1>
      {found.waitsForProvider ? (
        <StartAtProvider providerName={result.connection.providerName} address={`/sso-test/${runId}`} />
      ) : (
        <TestResult
          result={result}
          level={2}
          whatNext={<p>{whatNext(result.passed, isSetupLinkId(found.run.startedBy))}</p>}
          actions={<CloseTestWindow runId={runId} passed={result.passed} />}
        />
      )}
    </BrandedMain>
  );
}

/** What whoever tested does now: who came by a setup link tells their contact, who activates. */
function whatNext(passed: boolean, isOutside: boolean): string {
  if (!passed)
    return isOutside
      ? "Close this window, correct it on the setup page, and test again."
      : "Close this window, correct it in the wizard, and test again.";
  return isOutside
    ? "You are almost done: close this window, then finish on the setup page."
    : "Close this window, then activate.";
}

/** The test of a connection without a login URL: nobody can be redirected to the provider, so it begins there. */
function StartAtProvider({ providerName, address }: { providerName: string; address: string }) {
  return (
    <Callout
      title={`Start at ${providerName} now`}
      actions={<ButtonLink href={address}>Show the result</ButtonLink>}
    >
      <p>
        This connection has no login URL: people always start at {providerName}, so the test does too. It
        waits ten minutes.
      </p>
      <ol className="list-decimal space-y-1 pl-5">
        <li>
          In this browser, open {providerName}’s own page with your applications and sign in there with the
          account to test with.
        </li>
        <li>Choose this application. You come back to this site and see the result.</li>
      </ol>
      <p>The wizard shows it too. Nobody is added and nobody is signed in here.</p>
    </Callout>
  );
}
