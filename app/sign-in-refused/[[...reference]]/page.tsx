import type { Metadata } from "next";
import { MessagePage } from "@/components/frame/message-page";
import { ButtonLink } from "@/components/ui/button-link";
import { CopyButton } from "@/components/ui/copy-button";
import { readRefusal } from "@/lib/features/sign-in/read-refusal";
import { refusalHelp } from "@/lib/model/help";
import { spacePaths } from "@/lib/server/http/navigation";
import { dependencies } from "@/lib/server/process/dependencies";

export const metadata: Metadata = { title: "Sign-in refused" };

interface RefusedPageProps {
  params: Promise<{ reference?: string[] }>;
  searchParams: Promise<{ code?: string | string[] }>;
}

/**
 * Tells a person who was not let in what happened and what to do, never the cause: that is for the administrator, who
 * finds it by the reference.
 */
export default async function SignInRefusedPage({ params, searchParams }: RefusedPageProps) {
  const [attemptId] = (await params).reference ?? [];
  const { code } = await searchParams;
  const deps = await dependencies();
  const refusal = await readRefusal(deps, {
    attemptId: attemptId ?? null,
    code: typeof code === "string" && code.length <= 60 ? code : null,
  });
  const { space, reference } = refusal;
  const tell = [
    `I could not sign in${space ? ` to ${space.name}` : ""}.`,
    refusal.sentence,
    ...(reference ? [`Reference: ${reference}`] : []),
    // Opens that very attempt for an administrator; for anybody else it is a page that does not exist.
    ...(reference && space ? [`${deps.appUrl}${spacePaths(space.slug).signInAttempt(reference)}`] : []),
  ].join("\n");
  return (
    <MessagePage
      tone="warn"
      title="You were not signed in"
      help={refusalHelp(refusal.code)}
      {...(reference ? { reference } : {})}
      {...(space ? { space } : {})}
      action={
        <>
          <ButtonLink href={space ? `/${space.slug}/login` : "/login"} variant="primary">
            Back to sign-in
          </ButtonLink>
          <CopyButton text={tell}>Copy for your administrator</CopyButton>
        </>
      }
    >
      <p>{refusal.sentence}</p>
    </MessagePage>
  );
}
