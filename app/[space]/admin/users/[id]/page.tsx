import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { roleWords } from "@/components/connections/words";
import { Avatar } from "@/components/ui/avatar";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { readAccess } from "@/lib/features/access/read-access";
import { readFedMember } from "@/lib/features/directories/read-fed-member";
import { type PersonCard, readPersonCard } from "@/lib/features/people/list-people";
import { personSignIns } from "@/lib/features/people/person-sign-ins";
import { teamChoices } from "@/lib/features/people/read-teams";
import { listSpaceSessions } from "@/lib/features/sessions/list-sessions";
import { displayName } from "@/lib/model/people/person";
import { holds } from "@/lib/model/people/roles";
import { requirePermission } from "@/lib/server/auth/require";
import { spacePaths } from "@/lib/server/http/navigation";
import { dependencies } from "@/lib/server/process/dependencies";
import { PersonBadge } from "../../../person-badge";
import { SpaceConsole } from "../../../space-console";
import { originWords } from "../../../words";
import { SessionsTable } from "../../security/sessions/sessions-table";
import { AccessCard } from "./access-card";
import { AccessForm } from "./access-form";
import { DetailsForm } from "./details-form";
import { DirectoryCard } from "./directory-card";
import { PersonTabs } from "./person-tabs";
import { SignInsCard } from "./sign-ins-card";
import { SsoOnlyCard } from "./sso-only-card";
import { EndSessionsButton, StatusCard } from "./status-card";
import { TeamsCard } from "./teams-card";

export const metadata: Metadata = { title: "Member" };

/** The card of one person: who they are, what they may do, and their sessions. */
// Over 60 lines: the markup of one part of the screen, top to bottom.
export default async function UserPage({ params }: { params: Promise<{ space: string; id: string }> }) {
  const { space, id } = await params;
  const ctx = await requirePermission(space, "manage_people");
  const deps = await dependencies();
  const card = await readPersonCard(deps, ctx, id);
  if (!card) notFound();
  const sessions = await listSpaceSessions(deps, ctx, { userId: id, pageSize: 50 });
  const access = await readAccess(deps, ctx, id);
  const paths = spacePaths(ctx.space.slug);
  const { person } = card;
  const isSelf = person.id === ctx.user.id;
  const fed = person.status === "invited" ? null : await readFedMember(deps, ctx, person);
  return (
    <SpaceConsole ctx={ctx}>
      <PageHeader
        title={displayName(person)}
        description={person.email}
        back={{ href: paths.users, label: "Members" }}
        mark={<Avatar name={displayName(person)} id={person.id} className="size-10" />}
        badge={<PersonBadge {...person} />}
      />
      <PersonTabs slug={ctx.space.slug} userId={person.id} />
      {person.status === "invited" && (
        <Callout title="Invited">
          <p>
            The address is outside this space's verified domains. The person becomes active when they sign in
            to this space. Until then, nothing else about them is shown here.
          </p>
        </Callout>
      )}
      <Card title="In this space">
        <DescriptionList items={facts(card)} />
      </Card>
      {fed && <DirectoryCard slug={ctx.space.slug} fed={fed} />}
      <DetailsForm
        slug={ctx.space.slug}
        person={person}
        editable={card.detailsEditable}
        isOwn={isSelf}
        ownedBy={fed?.ownsDetails ? fed.directory.name : null}
      />
      {(person.status === "active" || person.status === "invited") && (
        <AccessForm
          slug={ctx.space.slug}
          person={person}
          isSelf={isSelf}
          ruledBy={fed?.role && !person.isItAdministrator ? fed.directory.name : null}
        />
      )}
      <TeamsCard
        slug={ctx.space.slug}
        person={{ id: person.id, name: displayName(person) }}
        teams={card.teams}
        all={await teamChoices(deps, ctx)}
        mayAdd={person.status === "active" || person.status === "invited"}
      />
      <Card
        title="Sessions"
        description="Browsers in which this person is signed in to this space."
        flush
        actions={
          sessions.total > 0 && (
            <EndSessionsButton
              slug={ctx.space.slug}
              userId={person.id}
              sessions={sessions.total}
              isSelf={isSelf}
            />
          )
        }
      >
        <SessionsTable
          slug={ctx.space.slug}
          sessions={sessions.rows}
          currentSessionId={ctx.sessionId}
          empty={<p className="px-5 pb-5 text-muted">Not signed in anywhere.</p>}
        />
      </Card>
      {person.status !== "deactivated" && person.status !== "pending" && (
        <AccessCard
          slug={ctx.space.slug}
          person={{ id: person.id, name: displayName(person) }}
          isSelf={isSelf}
          access={access}
        />
      )}
      <SignInsCard
        slug={ctx.space.slug}
        userId={person.id}
        signIns={await personSignIns(deps, ctx, person)}
        mayOpen={holds(ctx.membership, "manage_auth_integrations")}
      />
      <SsoOnlyCard slug={ctx.space.slug} person={person} name={displayName(person)} />
      {!isSelf && (
        <StatusCard slug={ctx.space.slug} person={person} name={displayName(person)} access={access} />
      )}
    </SpaceConsole>
  );
}

function facts(card: PersonCard) {
  const { person } = card;
  return [
    {
      term: "Role",
      value: roleWords[person.role],
      help: card.roleOrigin,
    },
    {
      term: "Licence",
      value: person.licence ? roleWords[person.licence] : "None: only active people hold one",
    },
    {
      term: "How they came in",
      value: originWords[person.origin],
      help: <RelativeTime value={person.createdAt} />,
    },
    {
      term: "Last sign-in here",
      value: person.lastSignInAt ? <RelativeTime value={person.lastSignInAt} /> : "Never",
    },
    // The space can see neither before the person has accepted.
    ...(person.status === "invited"
      ? []
      : [
          {
            term: "Password",
            value: person.ssoOnly
              ? "None: signs in through single sign-on only"
              : person.hasPassword
                ? "Set"
                : "None",
          },
          { term: "Two-factor", value: person.hasTwoFactor ? "On" : "Off" },
        ]),
  ];
}
