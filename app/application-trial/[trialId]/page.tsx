import { decodeJwt, decodeProtectedHeader } from "jose";
import type { Metadata } from "next";
import { cookies } from "next/headers";
import { BrandedMain } from "@/components/frame/branded-main";
import { ButtonLink } from "@/components/ui/button-link";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { CodeBlock } from "@/components/ui/code-block";
import { type TrialResult, takeTrialResult } from "@/lib/features/applications/try-application";
import { trialCookieName } from "@/lib/server/auth/cookies";
import { dependencies } from "@/lib/server/process/dependencies";
import { wornBrandOf } from "../../branded";
import { DecodedToken } from "./decoded-token";

export const metadata: Metadata = { title: "Trial of an application" };

/**
 * What an application would have received, this once, for the browser in which an operator began the trial. It stands
 * outside the console, because by now somebody else may be signed in here.
 */
export default async function TrialPage({ params }: { params: Promise<{ trialId: string }> }) {
  const deps = await dependencies();
  const secret = (await cookies()).get(trialCookieName(deps.appUrl))?.value;
  const taken = await takeTrialResult(deps, (await params).trialId, secret);
  return (
    <BrandedMain
      brand={await wornBrandOf(null)}
      className="mx-auto w-full max-w-4xl space-y-6 px-4 py-8 sm:px-8"
    >
      {taken ? (
        <Shown name={taken.applicationName} applicationId={taken.applicationId} result={taken.result} />
      ) : (
        <>
          <h1 className="text-xl font-semibold">This result has been shown already</h1>
          <p>
            It is shown once, in the browser that began the trial. Begin another one on the application's page
            in the operator console.
          </p>
          <ButtonLink href="/operator/applications" variant="primary">
            Applications
          </ButtonLink>
        </>
      )}
    </BrandedMain>
  );
}

function Shown({
  name,
  applicationId,
  result,
}: {
  name: string;
  applicationId: string;
  result: TrialResult;
}) {
  return (
    <>
      <div className="flex flex-wrap items-start justify-between gap-4">
        <div className="space-y-1">
          <h1 className="text-xl font-semibold">What {name} would receive</h1>
          <p className="text-muted">
            {result.error
              ? "The sign-in was answered with an error. The application gets the same."
              : "The sign-in succeeded. These tokens are shown only once, and have already been revoked."}
          </p>
        </div>
        <ButtonLink href={`/operator/applications/${applicationId}`} variant="primary">
          Back to the application
        </ButtonLink>
      </div>
      {result.error && (
        <Callout tone="danger" title={result.error.code}>
          {result.error.description || "There is no further description."}
        </Callout>
      )}
      {result.idToken && (
        <Card title="ID token" description="Who signed in. The application verifies its signature.">
          <DecodedToken caption="Claims of the ID token" claims={decodeJwt(result.idToken)} />
          <details>
            <summary className="w-fit cursor-pointer font-medium max-md:py-2">Header and raw token</summary>
            <div className="space-y-3 pt-3">
              <CodeBlock
                label="Header"
                code={JSON.stringify(decodeProtectedHeader(result.idToken), null, 2)}
              />
              <CodeBlock label="ID token" code={result.idToken} wrap />
            </div>
          </details>
        </Card>
      )}
      {result.userinfo && (
        <Card
          title="Userinfo"
          description="What the application reads with the access token, as it is at that moment."
        >
          <DecodedToken caption="Claims from userinfo" claims={result.userinfo} />
        </Card>
      )}
      {result.accessToken && (
        <Card
          title="Access token"
          description="Opaque: it says nothing by itself. This one has been revoked."
        >
          <CodeBlock label="Access token" code={result.accessToken} wrap />
        </Card>
      )}
    </>
  );
}
