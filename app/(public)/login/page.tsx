import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { PublicCard } from "@/components/frame/public-card";
import { Callout } from "@/components/ui/callout";
import { Link } from "@/components/ui/link";
import { safeReturnPath } from "@/lib/core/return-path";
import { currentSession } from "@/lib/server/session";
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
  if (await currentSession()) redirect(next || "/");
  const notice = typeof query.notice === "string" ? notices[query.notice] : undefined;
  const passwordAtOnce = query.way === "password";
  const way = passwordAtOnce ? "" : "way=password";
  const other = [way, next && `next=${encodeURIComponent(next)}`].filter(Boolean).join("&");
  return (
    <PublicCard
      title="Sign in"
      description={
        passwordAtOnce ? "With your e-mail address and password." : "Enter your e-mail address to begin."
      }
      footer={
        <Link href={other ? `/login?${other}` : "/login"}>
          {passwordAtOnce ? "Sign in through your organization" : "Sign in with a password"}
        </Link>
      }
    >
      {notice && <Callout tone="ok">{notice}</Callout>}
      {query.error !== undefined && <Callout tone="warn">That did not sign you in. Try again here.</Callout>}
      <LoginForm
        key={passwordAtOnce ? "password" : "email"}
        action={loginAction}
        next={next}
        passwordAtOnce={passwordAtOnce}
      />
    </PublicCard>
  );
}
