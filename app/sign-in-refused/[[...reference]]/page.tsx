import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ssoPaths } from "@/app/[space]/admin/security/sso/paths";
import { setupPaths } from "@/app/setup/paths";
import { ButtonLink } from "@/components/ui/button-link";
import { CopyButton } from "@/components/ui/copy-button";
import { landingAfter } from "@/lib/features/sign-in/finish-again";
import { readRefusal } from "@/lib/features/sign-in/read-refusal";
import { refusalHelp } from "@/lib/model/help";
import { currentSession } from "@/lib/server/auth/session";
import { currentSetup } from "@/lib/server/auth/setup-access";
import { spacePaths } from "@/lib/server/http/navigation";
import { dependencies } from "@/lib/server/process/dependencies";
import { BrandedMessage } from "../../branded";

export const metadata: Metadata = { title: "Sign-in refused" };

interface RefusedPageProps {
  params: Promise<{ reference?: string[] }>;
  searchParams: Promise<{ code?: string | string[] }>;
}

/**
 * Tells a person who was not admitted what happened and what to do, never the cause: that is for the administrator,
 * who finds it by the reference.
 */
export default async function SignInRefusedPage({ params, searchParams }: RefusedPageProps) {
  const [attemptId] = (await params).reference ?? [];
  const { code } = await searchParams;
  const deps = await dependencies();
  if (code === "attempt_used" && attemptId) {
    const current = await currentSession();
    const to = current && (await landingAfter(deps, attemptId, current.session));
    if (to) redirect(to);
  }
  const refusal = await readRefusal(deps, {
    attemptId: attemptId ?? null,
    code: typeof code === "string" && code.length <= 60 ? code : null,
  });
  const { space, reference, testable, application } = refusal;
  const testPage = space && testable ? await testPageOf(space.slug, testable) : null;
  const forAdministrator = [
    `I could not sign in${space ? ` to ${space.name}` : ""}.`,
    refusal.sentence,
    ...(reference ? [`Reference: ${reference}`] : []),
    // Opens that very attempt for an administrator; for anybody else the page does not exist.
    ...(reference && space ? [`${deps.appUrl}${spacePaths(space.slug).signInAttempt(reference)}`] : []),
  ].join("\n");
  return (
    <BrandedMessage
      tone="warn"
      title={testable ? "This is not turned on yet" : "You were not signed in"}
      help={refusalHelp(refusal.code)}
      {...(reference ? { reference } : {})}
      {...(space ? { space } : {})}
      action={
        <>
          <ButtonLink href={space ? `/${space.slug}/login` : "/login"} variant="primary">
            Back to sign-in
          </ButtonLink>
          {application && <ButtonLink href={application.path}>Back to {application.name}</ButtonLink>}
          {testPage && <ButtonLink href={testPage}>I am setting this up: test it from here</ButtonLink>}
          <CopyButton text={forAdministrator}>Copy for your administrator</CopyButton>
        </>
      }
    >
      <p>{refusal.sentence}</p>
    </BrandedMessage>
  );
}

/** For an outside administrator their own wizard; for everybody else the space's, which requires a sign-in. */
async function testPageOf(slug: string, connectionId: string): Promise<string> {
  const setup = await currentSetup();
  return setup?.link.connectionId === connectionId
    ? setupPaths(setup.link.id).step("test")
    : ssoPaths(slug).step(connectionId, "test");
}
