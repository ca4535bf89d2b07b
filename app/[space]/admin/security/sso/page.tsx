import { Plus, ShieldCheck } from "lucide-react";
import type { Metadata } from "next";
import { ConnectionMenu } from "@/components/connections/connection-menu";
import { ConnectionsTable } from "@/components/connections/connections-table";
import { CreateSetupLink } from "@/components/connections/create-setup-link";
import { HandoverNotes } from "@/components/connections/handover-notes";
import { ButtonLink } from "@/components/ui/button-link";
import { Callout } from "@/components/ui/callout";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { type ListRules, readListQuery, type SearchParams } from "@/components/ui/list-query";
import { PageHeader } from "@/components/ui/page-header";
import { SearchableList } from "@/components/ui/searchable-list";
import { connectionAlerts } from "@/lib/features/connections/connection-alerts";
import { listConnectionRows } from "@/lib/features/connections/connection-row";
import { connectionSorts } from "@/lib/features/connections/list-connections";
import { ssoImpact } from "@/lib/features/connections/sso-impact";
import { listHandovers } from "@/lib/features/setup-links/list-handovers";
import { readSignInStatistics, statisticsOf } from "@/lib/features/sign-in/sign-in-statistics";
import { helpAddress } from "@/lib/model/help";
import { holds } from "@/lib/model/people/roles";
import { requirePermission } from "@/lib/server/auth/require";
import { dependencies } from "@/lib/server/process/dependencies";
import { sendsMail } from "@/lib/server/process/mail-words";
import { pageQuery } from "../../../../list-page";
import { SpaceConsole } from "../../../space-console";
import { disableImpactAction, removeAction, switchAction } from "./actions";
import { DoneNote } from "./done-note";
import { NotSubscribed } from "./not-subscribed";
import { ssoPaths } from "./paths";
import { RequireCard } from "./require-card";
import { createSetupLinkAction } from "./setup-link-actions";

export const metadata: Metadata = { title: "Single sign-on" };

const statuses = [
  { value: "draft", label: "Draft" },
  { value: "active", label: "Active" },
  { value: "disabled", label: "Disabled" },
] as const;
const protocols = [
  { value: "saml", label: "SAML 2.0" },
  { value: "oidc", label: "OpenID Connect" },
  { value: "oauth2", label: "OAuth 2" },
] as const;
const rules: ListRules = {
  sorts: connectionSorts,
  defaultSort: "name",
  filters: { status: statuses.map(({ value }) => value), protocol: protocols.map(({ value }) => value) },
};

interface SsoPageProps {
  params: Promise<{ space: string }>;
  searchParams: Promise<SearchParams>;
}

/** Security → Single sign-on: the connections of the space. */
// Over 60 lines: the markup of one part of the screen, top to bottom.
export default async function SsoPage({ params, searchParams }: SsoPageProps) {
  const ctx = await requirePermission((await params).space, "manage_auth_integrations");
  const search = await searchParams;
  const query = readListQuery(search, rules);
  const deps = await dependencies();
  const [connections, statistics, numbers, needs, handovers] = await Promise.all([
    listConnectionRows(deps, ctx, { ...pageQuery(query), ...query.filters }),
    readSignInStatistics(deps, ctx),
    ssoImpact(deps, ctx),
    connectionAlerts(deps, ctx),
    listHandovers(deps, ctx),
  ]);
  const { space } = ctx;
  const paths = ssoPaths(space.slug);
  const narrowed = query.q !== "" || Object.keys(query.filters).length > 0;
  const none = connections.total === 0 && !narrowed;
  if (none && !space.ssoSubscribed)
    return (
      <SpaceConsole ctx={ctx}>
        <DoneNote done={search.done} />
        <NotSubscribed spaceName={space.name} />
      </SpaceConsole>
    );

  const configure = (
    <ButtonLink href={paths.wizard} variant="primary" icon={<Plus aria-hidden />}>
      {none ? "Configure single sign-on (SSO)" : "Add a connection"}
    </ButtonLink>
  );
  const sendToIt = (
    <CreateSetupLink space={space.slug} action={createSetupLinkAction} sendsMail={await sendsMail()} />
  );
  return (
    <SpaceConsole ctx={ctx} width="wide">
      <PageHeader
        help={helpAddress("administrators/operate")}
        title="Single sign-on (SSO)"
        description="Your people sign in with their company account, through your identity provider."
        actions={
          !none &&
          space.ssoSubscribed && (
            <>
              {sendToIt}
              {configure}
            </>
          )
        }
      />
      <DoneNote done={search.done} />
      {!space.ssoSubscribed && (
        <Callout tone="warn" title={`Single sign-on is no longer part of the plan of ${space.name}`}>
          Nobody can sign in through these connections. You can still view and remove them. Ask your account
          manager to add the SSO option again.
        </Callout>
      )}
      {space.ssoSubscribed && (
        <HandoverNotes handovers={handovers} activateHref={(id) => paths.step(id, "test")} />
      )}
      {!none && space.ssoSubscribed && holds(ctx.membership, "manage_space") && <RequireCard ctx={ctx} />}
      {needs.map(({ id, title }) => (
        <Callout
          key={title}
          tone="warn"
          title={title}
          actions={
            <ButtonLink size="small" href={paths.connection(id)}>
              Open the connection
            </ButtonLink>
          }
        />
      ))}
      {none ? (
        <EmptyState
          icon={ShieldCheck}
          title="No identity provider is connected yet"
          action={
            <>
              {sendToIt}
              {configure}
            </>
          }
        >
          Connect Okta, Entra ID, Google, Keycloak, AD FS or any other provider that supports SAML 2.0 or
          OpenID Connect, or a business tool such as HubSpot. You enter the values, test, and only then turn
          it on. Does somebody else run your identity provider? Send it to IT.
        </EmptyState>
      ) : (
        <SearchableList
          path={paths.list}
          query={query}
          searchLabel="Search by name or reference"
          filters={[
            { name: "status", label: "Status", options: statuses },
            { name: "protocol", label: "Type", options: protocols },
          ]}
          found={connections}
          noun={["connection", "connections"]}
        >
          <ConnectionsTable
            rows={connections.rows}
            query={query}
            path={paths.list}
            signIns={(row) => statisticsOf(statistics, row.id)}
            menu={(row) => (
              <ConnectionMenu
                space={space.slug}
                row={row}
                href={paths.connection(row.id)}
                wizard={paths.edit(row.id)}
                numbers={numbers}
                impactAction={disableImpactAction}
                switchAction={switchAction}
                removeAction={removeAction}
              />
            )}
            empty={
              <EmptyState icon={ShieldCheck} title="No connection matches">
                No connection of this space matches the search and filters.
              </EmptyState>
            }
          />
        </SearchableList>
      )}
      <p className="text-sm text-muted">
        <Link href={paths.setupLinks}>Setup links</Link> that were sent to IT, and how far each has come.
      </p>
    </SpaceConsole>
  );
}
