import { Plug } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { readPersonConnections } from "@/lib/features/linking/person-connections";
import { findPerson } from "@/lib/features/people/list-people";
import { helpAddress } from "@/lib/model/help";
import { displayName } from "@/lib/model/people/person";
import { holds } from "@/lib/model/people/roles";
import { requirePermission } from "@/lib/server/auth/require";
import { spacePaths } from "@/lib/server/http/navigation";
import { dependencies } from "@/lib/server/process/dependencies";
import { PersonBadge } from "../../../../person-badge";
import { SpaceConsole } from "../../../../space-console";
import { PersonTabs } from "../person-tabs";
import { AllowedConnections } from "./allowed-connections";
import { LinkedConnection } from "./linked-connection";

export const metadata: Metadata = { title: "SSO connections of a person" };

/** The person's card, tab “SSO connections”: their links, and the connections chosen for them. */
// Over 60 lines: the markup of one part of the screen, top to bottom.
export default async function PersonConnectionsPage({
  params,
}: {
  params: Promise<{ space: string; id: string }>;
}) {
  const { space, id } = await params;
  const ctx = await requirePermission(space, "manage_people");
  const deps = await dependencies();
  const person = await findPerson(deps, ctx, id);
  const read = await readPersonConnections(deps, ctx, id);
  if (!person || !read) notFound();
  const paths = spacePaths(ctx.space.slug);
  const { connections, restricted } = read;
  const linked = connections.filter(({ link, tokens }) => link !== null || tokens !== null);
  const mayChangeLinks = holds(ctx.membership, "manage_auth_integrations");
  return (
    <SpaceConsole ctx={ctx}>
      <PageHeader
        help={helpAddress("administrators/people", "connectors")}
        title={displayName(person)}
        description={person.email}
        back={{ href: paths.users, label: "Members" }}
        badge={
          <>
            <PersonBadge {...person} />
            {restricted && <Badge icon={Plug}>Certain connections only</Badge>}
          </>
        }
      />
      <PersonTabs slug={ctx.space.slug} userId={person.id} />
      {connections.length === 0 ? (
        <EmptyState icon={Plug} title="This space has no connections yet">
          Once an identity provider or a tool is connected under Security → Single sign-on, you choose here
          which of them this person may use.
        </EmptyState>
      ) : (
        <>
          <AllowedConnections
            slug={ctx.space.slug}
            userId={person.id}
            username={person.email}
            connections={connections}
          />
          <Card
            title="Linked accounts"
            description="A connection is linked when the person first signs in through it, or by the person on their account page."
          >
            {linked.length === 0 ? (
              <p className="text-muted">This person has not signed in through a connection yet.</p>
            ) : (
              <ul className="divide-y divide-line">
                {linked.map((connection) => (
                  <LinkedConnection
                    key={connection.connectionId}
                    slug={ctx.space.slug}
                    userId={person.id}
                    connection={connection}
                    mayChange={mayChangeLinks && connection.isOwn}
                  />
                ))}
              </ul>
            )}
          </Card>
        </>
      )}
    </SpaceConsole>
  );
}
