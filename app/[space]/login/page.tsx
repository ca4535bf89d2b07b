import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { Callout } from "@/components/ui/callout";
import { OrDivider } from "@/components/ui/or-divider";
import { applicationOfReturnPath } from "@/lib/features/applications/application-of-return-path";
import { signInOptions } from "@/lib/features/sign-in/sign-in-options";
import { safeReturnPath } from "@/lib/model/return-path";
import { spaceAccessOf } from "@/lib/server/auth/require";
import { currentSession } from "@/lib/server/auth/session";
import { dependencies } from "@/lib/server/process/dependencies";
import { optionLink } from "../../(public)/login/discovered";
import { OptionList } from "../../(public)/option-list";
import { BrandedCard } from "../../branded";
import { SignInTitle } from "../../waiting-application";
import { SpacePasswordForm } from "./space-password-form";

export const metadata: Metadata = { title: "Sign in" };

interface SpaceLoginProps {
  params: Promise<{ space: string }>;
  searchParams: Promise<{
    next?: string | string[];
    notice?: string | string[];
    again?: string | string[];
    login_hint?: string | string[];
    error?: string | string[];
  }>;
}

/** Why a signed-in person is here. */
const notices: Partial<Record<string, string>> = {
  sso_activated: "Single sign-on is now active, so you were signed out. Sign in again to continue.",
  sso_removed: "The connection is removed, so you were signed out. Sign in again to continue.",
};

/** A space's own sign-in page: a button per active option, besides address and password as far as the space allows. */
// Over 60 lines: the markup of one part of the screen, top to bottom.
export default async function SpaceLoginPage({ params, searchParams }: SpaceLoginProps) {
  const search = await searchParams;
  const next = safeReturnPath(search.next);
  const notice = typeof search.notice === "string" ? notices[search.notice] : undefined;
  const hint = typeof search.login_hint === "string" ? search.login_hint.slice(0, 320) : null;
  const access = await spaceAccessOf((await params).space);
  if (access.state === "no_space") notFound();
  // An application may require a signed-in person to prove it once more.
  const again = search.again === "1";
  if (access.state === "inside" && !again) redirect(next ?? `/${access.ctx.space.slug}`);
  const space = access.state === "inside" ? access.ctx.space : access.space;
  const deps = await dependencies();
  const options = (await signInOptions(deps.store, space)).map((option) =>
    optionLink(option, next, hint, again),
  );
  const application = await applicationOfReturnPath(deps, next);
  const current = access.state === "not_admitted" ? await currentSession() : null;
  const enforced = space.passwordSignIn === "it_administrators_only";
  const form = (
    <SpacePasswordForm
      spaceSlug={space.slug}
      next={next ?? ""}
      beside={options.length > 0}
      email={hint ?? ""}
      folded={
        enforced
          ? {
              title: "IT administrators",
              note: "Use your password if the identity provider fails. Each use is recorded.",
            }
          : null
      }
    />
  );
  return (
    <BrandedCard title={<SignInTitle application={application} />} space={space}>
      {notice && <Callout tone="ok">{notice}</Callout>}
      {search.error !== undefined && <Callout tone="warn">The sign-in did not work. Try again here.</Callout>}
      {current && (
        <Callout>
          You are signed in as {current.user.email}. {space.name} requires a separate sign-in.
        </Callout>
      )}
      {application && (
        <p className="text-sm">
          <a
            href={application.cancelPath}
            className="font-medium text-accent underline decoration-accent/40 underline-offset-4 hover:decoration-current"
          >
            Back to {application.name}
          </a>
        </p>
      )}
      {options.length > 0 && <OptionList options={options} />}
      {enforced ? (
        <>
          {options.length === 0 && (
            <Callout tone="warn" title="Nobody can sign in here right now">
              {space.name} allows sign-in only through its identity provider, which is turned off. Ask an
              administrator of {space.name}.
            </Callout>
          )}
          {options.length > 0 && (
            <p className="text-sm text-muted">
              {space.name} allows sign-in only through its identity provider.
            </p>
          )}
          {form}
        </>
      ) : (
        <>
          {options.length > 0 && <OrDivider />}
          {form}
        </>
      )}
    </BrandedCard>
  );
}
