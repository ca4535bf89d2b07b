import type { Metadata } from "next";
import { roleWords } from "@/components/connections/words";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { Form } from "@/components/ui/form";
import { FormActions } from "@/components/ui/form-actions";
import { PageHeader } from "@/components/ui/page-header";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { listOwnSignIns } from "@/lib/features/access/read-access";
import { readPersonConnections } from "@/lib/features/linking/person-connections";
import { passwordOutlook } from "@/lib/features/passwords/password-outlook";
import { listOwnSessions } from "@/lib/features/sessions/list-sessions";
import { hasProvenAddress } from "@/lib/features/sign-in/proven-address";
import { listOwnTokens } from "@/lib/features/tokens/list-tokens";
import { helpAddress } from "@/lib/model/help";
import type { RequiredAction } from "@/lib/model/sign-in/password-policy";
import { type MemberContext, requireMember } from "@/lib/server/auth/require";
import { spacePaths } from "@/lib/server/http/navigation";
import { dependencies } from "@/lib/server/process/dependencies";
import { SpaceConsole } from "../space-console";
import { saveProfileAction } from "./actions";
import { LinkedConnections } from "./linked-connections";
import { OwnApplications } from "./own-applications";
import { OwnSessions } from "./own-sessions";
import { PersonalTokens } from "./personal-tokens";
import { PasswordCard, TwoFactorCard } from "./sign-in-cards";

export const metadata: Metadata = { title: "Your account" };

/** One's own account: profile, password, two-factor, personal tokens, sessions, applications. */
// Over 60 lines: the markup of one part of the screen, top to bottom.
export default async function AccountPage({
  params,
  searchParams,
}: {
  params: Promise<{ space: string }>;
  searchParams: Promise<{ linked?: string | string[] }>;
}) {
  const ctx = await requireMember((await params).space, { requiredActions: "ignore" });
  const deps = await dependencies();
  const proven = await hasProvenAddress(deps, ctx);
  const tokens = await listOwnTokens(deps, ctx, { pageSize: 100, sort: "createdAt", direction: "desc" });
  const sessions = await listOwnSessions(deps, ctx);
  const connections = await readPersonConnections(deps, ctx, ctx.user.id);
  const { linked } = await searchParams;
  const { slug } = ctx.space;
  const { user } = ctx;
  return (
    <SpaceConsole
      ctx={ctx}
      banner={ctx.requiredAction && <RequiredActionNote requiredAction={ctx.requiredAction} />}
    >
      <PageHeader
        help={helpAddress("signing-in", "account")}
        title="Your account"
        description={`${user.email}, ${roleWords[ctx.membership.role]} in ${ctx.space.name}`}
      />
      {!proven && (
        <Callout title="Some things cannot be changed from here">
          <p>
            You signed in through an identity provider that is not verified for the domain of your address. To
            change your name, password, two-factor or tokens, sign in with your password.
          </p>
        </Callout>
      )}
      <ProfileCard ctx={ctx} />
      <PasswordCard slug={slug} user={user} outlook={await passwordOutlook(deps.store, user)} />
      <TwoFactorCard slug={slug} user={user} required={ctx.space.twoFactorRequired} />
      {connections && (
        <LinkedConnections
          slug={slug}
          username={user.email}
          own={connections}
          justLinked={connections.connections.some(
            ({ connectionId, link }) => connectionId === linked && link !== null,
          )}
        />
      )}
      <PersonalTokens slug={slug} tokens={tokens.rows} path={`${spacePaths(slug).account}/tokens/new`} />
      <OwnSessions slug={slug} sessions={sessions} />
      <OwnApplications space={ctx.space.name} applications={await listOwnSignIns(deps, ctx)} />
    </SpaceConsole>
  );
}

function ProfileCard({ ctx }: { ctx: MemberContext }) {
  return (
    <Card title="Name">
      <Form action={saveProfileAction} label="Your name">
        <input type="hidden" name="space" value={ctx.space.slug} />
        <div className="grid gap-5 sm:grid-cols-2">
          <TextField
            name="firstName"
            label="First name"
            optional
            autoComplete="given-name"
            maxLength={100}
            defaultValue={ctx.user.firstName}
          />
          <TextField
            name="lastName"
            label="Last name"
            optional
            autoComplete="family-name"
            maxLength={100}
            defaultValue={ctx.user.lastName}
          />
        </div>
        <FormActions>
          <SubmitButton variant="secondary" pendingLabel="Saving">
            Save
          </SubmitButton>
        </FormActions>
      </Form>
    </Card>
  );
}

const requiredActions: Record<RequiredAction, { title: string; text: string }> = {
  two_factor: {
    title: "Turn on two-factor sign-in",
    text: "This space requires a second factor from everyone who signs in with a password. The other pages open once it is on.",
  },
  password_age: {
    title: "Choose a new password",
    text: "Your password is older than this space allows. The other pages open once you have a new one.",
  },
};

function RequiredActionNote({ requiredAction }: { requiredAction: RequiredAction }) {
  return (
    <Callout tone="warn" title={requiredActions[requiredAction].title}>
      <p>{requiredActions[requiredAction].text}</p>
    </Callout>
  );
}
