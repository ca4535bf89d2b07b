import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ConnectDialog } from "@/components/sso/connect-dialog";
import { protocolWords } from "@/components/sso/words";
import { StateBadge } from "@/components/ui/badge";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { type Column, DataTable } from "@/components/ui/data-table";
import { DescriptionList } from "@/components/ui/description-list";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";
import { ProviderMark } from "@/components/ui/provider-mark";
import { Section } from "@/components/ui/section";
import { helpAddress } from "@/lib/core/help";
import type { OrganizationDetails } from "@/lib/schemas/organization";
import type { ImpactNumbers } from "@/lib/schemas/sso-views";
import { dependencies } from "@/lib/server/dependencies";
import { spacePaths } from "@/lib/server/navigation";
import { requirePermission } from "@/lib/server/require";
import { readOrganization } from "@/lib/usecases/read-organizations";
import { ssoImpact } from "@/lib/usecases/sso-impact";
import { SpaceConsole } from "../../../space-console";
import { connectAction } from "../actions";
import { LinkBadge } from "../link-badge";
import { GuestSpaces } from "./guest-spaces";
import { UnlinkCard } from "./unlink-card";

export const metadata: Metadata = { title: "Organization" };

interface OrganizationPageProps {
  params: Promise<{ space: string; id: string }>;
  searchParams: Promise<{ done?: string | string[]; refused?: string | string[] }>;
}

/** One organization: its connections as this space uses them, and the spaces that it is linked to. */
export default async function OrganizationPage({ params, searchParams }: OrganizationPageProps) {
  const { space: slug, id } = await params;
  const acting = await requirePermission(slug, "manage_auth_integrations");
  const deps = await dependencies();
  const details = await readOrganization(deps, acting, id);
  if (!details) notFound();
  const numbers = await ssoImpact(deps, acting);
  const { done, refused } = await searchParams;
  const isOwn = details.status === "own";
  return (
    <SpaceConsole acting={acting}>
      <PageHeader
        help={helpAddress("administrators/organizations", "connect")}
        title={details.name}
        badge={<LinkBadge state={details.status} />}
        description={isOwn ? "This space's own organization." : `The organization of ${details.ownerName}.`}
        back={{ href: spacePaths(slug).organizations, label: "Organizations" }}
      />
      {done === "connected" && details.status === "connected" && (
        <Callout tone="ok" title={`${details.name} is connected`}>
          Its people can sign in to this space now. Rules and roles of this space are on the connector's own
          page.
        </Callout>
      )}
      {typeof refused === "string" && <NotConnected code={refused} />}
      {details.status === "agreed" && (
        <Callout title={`${details.ownerName} has agreed. One step is left`}>
          Choose “Connect organization” and sign in once. You need an account at the provider, no
          administrator's rights there.
        </Callout>
      )}
      <Card title="Domains">
        {details.domains.length === 0 ? (
          <p className="text-muted">None{isOwn ? " yet" : " that is verified"}.</p>
        ) : (
          <DescriptionList
            items={details.domains.map(({ name, status }) => ({
              term: name,
              value: <StateBadge state={status} />,
            }))}
          />
        )}
      </Card>
      <Section
        title="Connectors"
        description={
          isOwn
            ? "What the organization's people sign in with."
            : "Live connectors of this organization. Each one that you connect signs people in here by this space's own rules."
        }
      >
        <DataTable
          caption="Connectors"
          rows={details.connections}
          rowKey={(connection) => connection.id}
          columns={columnsFor(slug, isOwn, numbers, acting.space.ssoSubscribed)}
          empty={<p className="text-muted">{isOwn ? "None yet." : "None is live yet."}</p>}
        />
      </Section>
      {isOwn ? (
        <GuestSpaces slug={slug} name={details.name} guests={details.spaces} />
      ) : (
        <UnlinkCard slug={slug} details={details} numbers={numbers} />
      )}
    </SpaceConsole>
  );
}

type Connector = OrganizationDetails["connections"][number];

function columnsFor(
  slug: string,
  isOwn: boolean,
  numbers: ImpactNumbers,
  subscribed: boolean,
): Column<Connector>[] {
  const page = (id: string) => `${spacePaths(slug).sso}/${id}`;
  return [
    {
      key: "name",
      header: "Connector",
      cell: (one) => (
        <span className="flex items-center gap-2.5">
          <ProviderMark provider={one.provider} />
          {one.statusHere ? (
            <Link href={page(one.id)} quiet>
              {one.name}
            </Link>
          ) : (
            one.name
          )}
        </span>
      ),
    },
    { key: "protocol", header: "Type", cell: (one) => protocolWords[one.protocol] },
    {
      key: "here",
      header: "In this space",
      cell: (one) =>
        one.statusHere ? (
          <StateBadge state={one.statusHere} />
        ) : (
          <span className="text-muted">Not connected</span>
        ),
    },
    {
      key: "connect",
      header: "Connect",
      headerHidden: true,
      align: "end",
      cell: (one) =>
        !isOwn &&
        subscribed &&
        !one.statusHere && (
          <ConnectDialog space={slug} connection={one} numbers={numbers} action={connectAction} />
        ),
    },
  ];
}

const reasons: Record<string, string> = {
  connect_session_ended:
    "You were signed out while you were away, or somebody else is signed in here now. Sign in again, then connect once more.",
  connection_not_found: "The other side has ended the link while you were away.",
  connection_not_live: "The connector is not live any more. Ask the other side's administrators.",
  already_connected: "Somebody else has connected it at the same moment.",
  no_way_back:
    "Only IT administrators may use a password in this space, and none has done so lately. One of them must sign in with a password first.",
};

function NotConnected({ code }: { code: string }) {
  return (
    <Callout tone="danger" title="The organization was not connected">
      {reasons[code] ?? "Something has changed while you were away. Try again."}
    </Callout>
  );
}
