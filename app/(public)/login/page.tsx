import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Callout } from "@/components/ui/callout";
import { applicationOfReturnPath } from "@/lib/features/applications/application-of-return-path";
import { safeReturnPath } from "@/lib/model/return-path";
import { currentSession } from "@/lib/server/auth/session";
import { dependencies } from "@/lib/server/process/dependencies";
import { BrandedCard } from "../../branded";
import { SignInTitle } from "../../waiting-application";
import { loginAction } from "./actions";
import { LoginForm } from "./login-form";

export const metadata: Metadata = { title: "Sign in" };

type Query = Promise<Record<string, string | string[] | undefined>>;

const notices: Record<string, string> = {
  "password-changed": "Your password is changed. Sign in with it.",
  "signed-out": "You are signed out.",
};

/** The common sign-in page: the email address decides what comes next. */
export default async function LoginPage({ searchParams }: { searchParams: Query }) {
  const query = await searchParams;
  const next = safeReturnPath(query.next) ?? "";
  const passwordAtOnce = query.option === "password";
  // A person who signed in through a connection may still add what a password opens: other spaces, the operator's
  // pages. An application may request it once more.
  const again = query.again === "1";
  if (!passwordAtOnce && !again && (await currentSession())) redirect(next || "/");
  const application = await applicationOfReturnPath(await dependencies(), next);
  const notice = typeof query.notice === "string" ? notices[query.notice] : undefined;
  return (
    <BrandedCard title={<SignInTitle application={application} />}>
      {notice && <Callout tone="ok">{notice}</Callout>}
      {query.error !== undefined && <Callout tone="warn">The sign-in did not work. Try again here.</Callout>}
      <LoginForm
        action={loginAction}
        next={next}
        passwordAtOnce={passwordAtOnce}
        email={typeof query.login_hint === "string" ? query.login_hint.slice(0, 320) : ""}
      />
    </BrandedCard>
  );
}
