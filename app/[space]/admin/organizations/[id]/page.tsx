import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ButtonLink } from "@/components/ui/button-link";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { readListQuery, type SearchParams } from "@/components/ui/list-query";
import { PageHeader } from "@/components/ui/page-header";
import { ssoImpact, unlinkImpact } from "@/lib/features/connections/sso-impact";
import { organizationPartSorts, readOrganization } from "@/lib/features/organizations/read-organizations";
import { helpAddress } from "@/lib/model/help";
import { counted } from "@/lib/model/text/counted";
import { requirePermission } from "@/lib/server/auth/require";
import { spacePaths } from "@/lib/server/http/navigation";
import { dependencies } from "@/lib/server/process/dependencies";
import { pageQuery } from "../../../../list-page";
import { SpaceConsole } from "../../../space-console";
import { LinkBadge } from "../link-badge";
import { DomainsCard } from "./domains-card";
import { GuestSpaces } from "./guest-spaces";
import { LinkedConnections } from "./linked-connections";
import { UnlinkCard } from "./unlink-card";

export const metadata: Metadata = { title: "Organization" };

interface OrganizationPageProps {
  params: Promise<{ space: string; id: string }>;
  searchParams: Promise<SearchParams>;
}

/** One organization: its connections as this space uses them, and the spaces that it is linked to. */
// Over 60 lines: the markup of one part of the screen, top to bottom.
export default async function OrganizationPage({ params, searchParams }: OrganizationPageProps) {
  const { space: slug, id } = await params;
  const ctx = await requirePermission(slug, "manage_auth_integrations");
  const deps = await dependencies();
  const search = await searchParams;
  const query = readListQuery(search, { sorts: organizationPartSorts, defaultSort: "name" });
  const details = await readOrganization(deps, ctx, id, pageQuery(query));
  if (!details) notFound();
  const numbers = await ssoImpact(deps, ctx);
  const { done, refused } = search;
  const isOwn = details.status === "own";
  return (
    <SpaceConsole ctx={ctx}>
      <PageHeader
        help={helpAddress("administrators/organizations", "connect")}
        title={details.name}
        badge={<LinkBadge state={details.status} />}
        description={isOwn ? "This space's own organization." : `The organization of ${details.ownerName}.`}
        back={{ href: spacePaths(slug).organizations, label: "Organizations" }}
      />
      {done === "connected" && details.status === "connected" && (
        <Callout tone="ok" title={`${details.name} is connected`}>
          Its people can sign in to this space now. Rules and roles of this space are on the connection's own
          page.
        </Callout>
      )}
      {typeof refused === "string" && <NotConnected code={refused} />}
      {details.status === "agreed" && (
        <Callout title={`${details.ownerName} has agreed. One step is left`}>
          Choose “Connect organization” and sign in once. You need an account at the provider, but no
          administrator rights there.
        </Callout>
      )}
      <DomainsCard slug={slug} details={details} />
      {isOwn ? (
        <>
          <Card
            flush
            title="Connections"
            description={`What the organization's people sign in with: ${counted(details.connectionCount, "connection", "connections")}.`}
            actions={<ButtonLink href={spacePaths(slug).sso}>Open single sign-on</ButtonLink>}
          />
          <GuestSpaces
            slug={slug}
            name={details.name}
            guests={details.spaces}
            query={query}
            path={spacePaths(slug).organization(id)}
          />
        </>
      ) : (
        <>
          <LinkedConnections
            slug={slug}
            details={details}
            query={query}
            numbers={numbers}
            subscribed={ctx.space.ssoSubscribed}
          />
          <UnlinkCard slug={slug} details={details} numbers={await unlinkImpact(deps, ctx, id)} />
        </>
      )}
    </SpaceConsole>
  );
}

const reasons: Record<string, string> = {
  connect_session_ended:
    "You were signed out in the meantime, or somebody else is signed in here now. Sign in again, then connect once more.",
  connection_not_found: "The other space has ended the link in the meantime.",
  connection_not_live: "The connection is no longer live. Ask the other space's administrators.",
  already_connected: "Somebody else connected it at the same moment.",
  no_way_back:
    "Only IT administrators may use a password in this space, and none has done so recently. One of them must sign in with a password first.",
};

function NotConnected({ code }: { code: string }) {
  return (
    <Callout tone="danger" title="The organization was not connected">
      {reasons[code] ?? "Something changed in the meantime. Try again."}
    </Callout>
  );
}
