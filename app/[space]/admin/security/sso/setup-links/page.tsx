import { Link2 } from "lucide-react";
import type { Metadata } from "next";
import { CreateSetupLink } from "@/components/connections/create-setup-link";
import { setupLinkColumns } from "@/components/connections/setup-link-columns";
import { type Column, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { type ListRules, readListQuery, type SearchParams } from "@/components/ui/list-query";
import { PageHeader } from "@/components/ui/page-header";
import { SearchableList } from "@/components/ui/searchable-list";
import { connectionNames, listSetupLinks, setupLinkSorts } from "@/lib/features/setup-links/list-setup-links";
import { helpAddress } from "@/lib/model/help";
import { type SetupLinkState, setupLinkStates } from "@/lib/model/setup-links/setup-link-state";
import type { SetupLinkView } from "@/lib/schemas/setup-link";
import { requirePermission } from "@/lib/server/auth/require";
import { dependencies } from "@/lib/server/process/dependencies";
import { sendsMail } from "@/lib/server/process/mail-words";
import { pageQuery } from "../../../../../list-page";
import { SpaceConsole } from "../../../../space-console";
import { ssoPaths } from "../paths";
import { createSetupLinkAction, revokeSetupLinkAction } from "../setup-link-actions";

export const metadata: Metadata = { title: "Setup links" };

const stateWords: Record<SetupLinkState, string> = { open: "Open", revoked: "Revoked", expired: "Expired" };
const rules: ListRules = {
  sorts: setupLinkSorts,
  defaultSort: "-createdAt",
  filters: { state: setupLinkStates },
};

interface SetupLinksPageProps {
  params: Promise<{ space: string }>;
  searchParams: Promise<SearchParams>;
}

/** Every setup link of the space, for any connection. */
// Over 60 lines: the markup of one part of the screen, top to bottom.
export default async function SetupLinksPage({ params, searchParams }: SetupLinksPageProps) {
  const ctx = await requirePermission((await params).space, "manage_auth_integrations");
  const query = readListQuery(await searchParams, rules);
  const state = setupLinkStates.find((one) => one === query.filters.state);
  const deps = await dependencies();
  const links = await listSetupLinks(deps, ctx, { ...pageQuery(query), ...(state ? { state } : {}) });
  const names = await connectionNames(deps, ctx, links.rows);
  const paths = ssoPaths(ctx.space.slug);
  const narrowed = query.q !== "" || state !== undefined;
  const [who, ...rest] = setupLinkColumns(ctx.space.slug, revokeSetupLinkAction);
  const connection: Column<SetupLinkView> = {
    key: "connector",
    header: "Connection",
    className: "md:min-w-40 [overflow-wrap:anywhere]",
    cell: ({ connectionId }) =>
      connectionId === null ? (
        <span className="text-muted">Chosen by them</span>
      ) : (
        <Link href={paths.connection(connectionId)} quiet>
          {names.get(connectionId) ?? connectionId}
        </Link>
      ),
  };
  return (
    <SpaceConsole ctx={ctx} width="wide">
      <PageHeader
        help={helpAddress("administrators/setup-links", "follow")}
        title="Setup links"
        description="Links for outside administrators, who configure and test a connection without a user here."
        actions={
          ctx.space.ssoSubscribed && (
            <CreateSetupLink
              space={ctx.space.slug}
              action={createSetupLinkAction}
              sendsMail={await sendsMail()}
            />
          )
        }
        back={{ href: paths.list, label: "Single sign-on" }}
      />
      <SearchableList
        path={paths.setupLinks}
        query={query}
        searchLabel="Search by connection, person or note"
        filters={[
          {
            name: "state",
            label: "State",
            options: setupLinkStates.map((value) => ({ value, label: stateWords[value] })),
          },
        ]}
        found={links}
        noun={["setup link", "setup links"]}
      >
        <DataTable
          caption="Setup links"
          rows={links.rows}
          rowKey={(link) => link.id}
          columns={who ? [who, connection, ...rest] : []}
          query={query}
          path={paths.setupLinks}
          empty={
            narrowed ? (
              <EmptyState icon={Link2} title="No setup link matches">
                No setup link of this space matches the search and filters.
              </EmptyState>
            ) : (
              <EmptyState icon={Link2} title="No setup links yet">
                Somebody else administers your identity provider? Send them a link: they choose the provider,
                enter its values and test them. You activate.
              </EmptyState>
            )
          }
        />
      </SearchableList>
    </SpaceConsole>
  );
}
