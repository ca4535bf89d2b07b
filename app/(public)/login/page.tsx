import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { PublicCard } from "@/components/frame/public-card";
import { Callout } from "@/components/ui/callout";
import { safeReturnPath } from "@/lib/model/return-path";
import { currentSession } from "@/lib/server/auth/session";
import { loginAction } from "./actions";
import { LoginForm } from "./login-form";

export const metadata: Metadata = { title: "Sign in" };

type Query = Promise<Record<string, string | string[] | undefined>>;

const notices: Record<string, string> = {
  "password-changed": "Your password is changed. Sign in with it.",
  "signed-out": "You are signed out.",
};

/** The sign-in page of everybody: the e-mail address decides which way. */
export default async function LoginPage({ searchParams }: { searchParams: Query }) {
  const query = await searchParams;
  const next = safeReturnPath(query.next) ?? "";
  const passwordAtOnce = query.option === "password";
  // Somebody who came through a connection may still add what a password opens: other spaces, the operator's pages.
  if (!passwordAtOnce && (await currentSession())) redirect(next || "/");
  const notice = typeof query.notice === "string" ? notices[query.notice] : undefined;
  return (
    <PublicCard title="Sign in">
      {notice && <Callout tone="ok">{notice}</Callout>}
      {query.error !== undefined && <Callout tone="warn">That did not sign you in. Try again here.</Callout>}
      <LoginForm action={loginAction} next={next} passwordAtOnce={passwordAtOnce} />
    </PublicCard>
  );
}
