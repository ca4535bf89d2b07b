import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { askBeforeSwitch } from "@/lib/features/sign-in/ask-before-switch";
import { readAttemptCookie } from "@/lib/server/auth/attempt-cookie";
import { namedSessionId } from "@/lib/server/auth/session";
import { ssoDependencies } from "@/lib/server/process/sso-dependencies";
import { BrandedCard } from "../branded";

export const metadata: Metadata = { title: "Continue as somebody else?" };

/**
 * Asks for confirmation to go on as the person whom a provider has sent, if somebody else is signed in in this
 * browser. Shown in that case only; the form trades the ticket, and only this site can send it.
 */
export default async function ContinuePage({
  searchParams,
}: {
  searchParams: Promise<{ ticket?: string | string[] }>;
}) {
  const { ticket } = await searchParams;
  const deps = await ssoDependencies();
  const question =
    typeof ticket === "string"
      ? await askBeforeSwitch(deps, {
          ticket,
          browserSecret: await readAttemptCookie(deps.appUrl),
          sessionId: await namedSessionId(),
        })
      : null;
  // Answered in another tab, expired, or never necessary: redirects to this browser's own page.
  if (!question || typeof ticket !== "string") redirect("/");
  const { email, current, space } = question;
  return (
    <BrandedCard title={`Continue as ${email}?`} {...(space ? { space } : {})}>
      <p>
        You are signed in as {current}. Your identity provider has sent {email}
        {space && <> to {space.name}</>}.
      </p>
      <p className="text-muted">
        If you have not opened {space?.name ?? "this application"} from your company's portal or by a link
        just now, stay as you are: somebody may want you to work in an account of theirs.
      </p>
      <form method="post" action="/api/sso/finish" className="space-y-2">
        <input type="hidden" name="ticket" value={ticket} />
        <Button type="submit" variant="primary" className="w-full">
          Sign out {current} and continue as {email}
        </Button>
      </form>
      <ButtonLink href="/" className="w-full">
        Stay signed in as {current}
      </ButtonLink>
    </BrandedCard>
  );
}
