import type { Metadata } from "next";
import type { ReactNode } from "react";
import { roleWords } from "@/components/connections/words";
import { StateBadge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { counted } from "@/components/ui/counted";
import { DescriptionList } from "@/components/ui/description-list";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";
import { readSpaceOverview, type SpaceOverview } from "@/lib/features/spaces/read-space-overview";
import { roles } from "@/lib/model/people/roles";
import { requirePermission } from "@/lib/server/auth/require";
import { spacePaths } from "@/lib/server/http/navigation";
import { dependencies } from "@/lib/server/process/dependencies";
import { SpaceConsole } from "../space-console";

export const metadata: Metadata = { title: "Administration" };

/** The state of the space in a few numbers, each linked to where it is managed. */
export default async function AdministrationPage({ params }: { params: Promise<{ space: string }> }) {
  const ctx = await requirePermission((await params).space, "manage_space");
  const overview = await readSpaceOverview(await dependencies(), ctx);
  const paths = spacePaths(ctx.space.slug);
  return (
    <SpaceConsole ctx={ctx}>
      <PageHeader title="Administration" description={`The current state of ${ctx.space.name}.`} />
      <Card title="People" actions={<Link href={paths.users}>Members</Link>}>
        <DescriptionList items={[...peopleItems(overview), ...seatItems(overview)]} />
      </Card>
      <Card title="Security" actions={<Link href={paths.sso}>Single sign-on</Link>}>
        <DescriptionList items={securityItems(overview, paths)} />
      </Card>
    </SpaceConsole>
  );
}

function peopleItems({ people }: SpaceOverview) {
  return [
    { term: "Active", value: counted(people.active, "person", "people") },
    {
      term: "Administrators",
      value: people.administrators.toLocaleString("en"),
      help: `${counted(people.itAdministrators, "IT administrator", "IT administrators")} can always sign in with a password.`,
    },
    ...(people.pending > 0
      ? [{ term: "Waiting for approval", value: counted(people.pending, "person", "people") }]
      : []),
    ...(people.deactivated > 0
      ? [{ term: "Deactivated", value: counted(people.deactivated, "person", "people") }]
      : []),
  ];
}

function seatItems({ space, seatsInUse }: SpaceOverview) {
  return roles.map((role) => {
    const cap = space.seats[role];
    return {
      term: `${roleWords[role]} licences`,
      value:
        cap === undefined ? `${seatsInUse[role]} in use, no limit` : `${seatsInUse[role]} of ${cap} in use`,
    };
  });
}

function securityItems(overview: SpaceOverview, paths: ReturnType<typeof spacePaths>) {
  const { space, connections, domains, sessions, tokens } = overview;
  const connectionList: ReactNode =
    connections.length > 0 ? (
      <ul className="space-y-1">
        {connections.map((connection) => (
          <li key={connection.id} className="flex flex-wrap items-center gap-2">
            <span>{connection.name}</span>
            <StateBadge state={connection.state} />
          </li>
        ))}
      </ul>
    ) : (
      "None yet"
    );
  return [
    space.ssoSubscribed
      ? { term: "Connections", value: connectionList }
      : {
          term: "Single sign-on",
          value: "Not part of this space's plan",
          help: "Ask your account manager to add the SSO option.",
        },
    {
      term: "Domains",
      value: <Link href={paths.domains}>{`${domains.verified} verified, ${domains.waiting} waiting`}</Link>,
    },
    {
      term: "Password sign-in",
      value: space.passwordSignIn === "allowed" ? "Allowed for everyone" : "IT administrators only",
    },
    {
      term: "Signed in now",
      value: <Link href={paths.sessions}>{counted(sessions.people, "person", "people")}</Link>,
      help: counted(sessions.sessions, "session", "sessions"),
    },
    {
      term: "Active tokens",
      value: (
        <Link href={paths.tokens}>{`${tokens.integration} integration, ${tokens.personal} personal`}</Link>
      ),
    },
  ];
}
