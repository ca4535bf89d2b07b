import { Building2, Handshake, Hourglass, Plus, TriangleAlert } from "lucide-react";
import type { Metadata } from "next";
import { Sparkline } from "@/components/charts/sparkline";
import { Avatar } from "@/components/ui/avatar";
import { Badge, StateBadge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button-link";
import { type Column, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { type ListRules, readListQuery, type SearchParams } from "@/components/ui/list-query";
import { PageHeader } from "@/components/ui/page-header";
import { SearchableList } from "@/components/ui/searchable-list";
import { type Customer, listCustomers } from "@/lib/features/spaces/list-customers";
import { readOperatorGlance } from "@/lib/features/spaces/operator-glance";
import type { ConnectionState } from "@/lib/model/connections/connection-health";
import type { SpaceNeed, SpaceSso } from "@/lib/model/spaces/space-filter";
import { requireOperator } from "@/lib/server/auth/require";
import { dependencies } from "@/lib/server/process/dependencies";
import { attentionTitle } from "../[space]/home/attention-title";
import { pageQuery } from "../list-page";
import { GlanceCards } from "./glance-cards";
import { OperatorConsole } from "./operator-console";

export const metadata: Metadata = { title: "Customers" };

const path = "/operator";
const states = [
  { value: "active", label: "Active" },
  { value: "not_active", label: "Not active yet" },
  { value: "not_in_plan", label: "Not in the plan" },
] as const satisfies { value: SpaceSso; label: string }[];
const needs = [
  { value: "failing", label: "Connection failing" },
  { value: "certificate", label: "Certificate expiring" },
  { value: "waiting", label: "People waiting" },
  { value: "no_it_administrator", label: "No IT administrator" },
  { value: "domain", label: "DNS record missing" },
] as const satisfies { value: SpaceNeed; label: string }[];
const rules: ListRules = {
  sorts: ["name", "slug", "createdAt"],
  defaultSort: "name",
  filters: { sso: states.map(({ value }) => value), needs: needs.map(({ value }) => value) },
};

/** Every space. */
export default async function SpacesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await requireOperator();
  const query = readListQuery(await searchParams, rules);
  const { sso, needs: need } = query.filters;
  const deps = await dependencies();
  const [spaces, glance] = await Promise.all([
    listCustomers(deps, {
      ...pageQuery(query),
      ...(sso ? { sso: sso as SpaceSso } : {}),
      ...(need ? { needs: need as SpaceNeed } : {}),
    }),
    readOperatorGlance(deps),
  ]);
  const narrowed = query.q !== "" || sso !== undefined || need !== undefined;
  const create = (
    <ButtonLink href="/operator/spaces/new" variant="primary" icon={<Plus aria-hidden />}>
      Create space
    </ButtonLink>
  );
  return (
    <OperatorConsole ctx={ctx} width="wide">
      <PageHeader
        title="Customers"
        description="Every customer has a space: its single sign-on, its sign-ins, and what its administrators should look at."
        actions={create}
      />
      <GlanceCards glance={glance} />
      <SearchableList
        path={path}
        query={query}
        searchLabel="Search by name or slug"
        filters={[
          { name: "sso", label: "Single sign-on", options: states },
          { name: "needs", label: "Needs attention", options: needs },
        ]}
        found={spaces}
        noun={["customer", "customers"]}
      >
        <DataTable
          caption="Customers"
          columns={columns}
          rows={spaces.rows}
          rowKey={({ space }) => space.id}
          query={query}
          path={path}
          empty={
            narrowed ? (
              <EmptyState icon={Building2} title="No customer matches">
                No customer matches the search and filters.
              </EmptyState>
            ) : (
              <EmptyState icon={Building2} title="No customers yet" action={create}>
                A space is one customer's part of this application, with its own people, plan and sign-in.
              </EmptyState>
            )
          }
        />
      </SearchableList>
    </OperatorConsole>
  );
}

const columns: Column<Customer>[] = [
  {
    key: "name",
    header: "Customer",
    sort: "name",
    className: "md:min-w-48",
    cell: ({ space }) => (
      <span className="flex min-w-0 items-center gap-3">
        <Avatar name={space.name} id={space.id} square />
        <span className="min-w-0">
          <Link href={`/operator/spaces/${space.id}`} quiet>
            {space.name}
          </Link>
          <span className="flex flex-wrap items-center gap-x-2 text-sm text-muted">
            <code className="font-mono">{space.slug}</code>
            {space.kind === "partner" && <Badge icon={Handshake}>Partner</Badge>}
          </span>
        </span>
      </span>
    ),
  },
  { key: "sso", header: "Single sign-on", cell: (customer) => <Connections customer={customer} /> },
  {
    key: "people",
    header: "Members",
    cell: ({ people }) => (
      <span className="tabular whitespace-nowrap">
        {people.active.toLocaleString("en")}
        {people.notSignedIn > 0 && (
          <span className="block text-sm text-muted">
            {people.notSignedIn.toLocaleString("en")} not signed in
          </span>
        )}
      </span>
    ),
  },
  {
    key: "signIns",
    header: "Sign-ins, 30 days",
    cell: ({ signIns }) => <Sparkline {...signIns} />,
  },
  { key: "attention", header: "Needs attention", cell: (customer) => <NeedsAttention customer={customer} /> },
];

const shown = 2;

/** What needs somebody comes first; the others keep the order of the sign-in page. */
const order: Record<ConnectionState, number> = {
  failing: 0,
  expired: 1,
  expiring: 2,
  active: 3,
  tested: 4,
  draft: 5,
  disabled: 6,
};
const worstFirst = (a: { state: ConnectionState }, b: { state: ConnectionState }) =>
  order[a.state] - order[b.state];

function Connections({ customer: { space, connections } }: { customer: Customer }) {
  if (!space.ssoSubscribed) return <span className="text-muted">Not in the plan</span>;
  if (connections.length === 0) return <span className="text-muted">Nothing connected yet</span>;
  return (
    <ul className="space-y-1">
      {connections
        .toSorted(worstFirst)
        .slice(0, shown)
        .map(({ id, name, state }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <span className="min-w-0 max-w-56 truncate" title={name}>
              {name}
            </span>
            <StateBadge state={state} />
          </li>
        ))}
      {connections.length > shown && (
        <li className="text-sm text-muted">and {connections.length - shown} more</li>
      )}
    </ul>
  );
}

function NeedsAttention({ customer: { attention } }: { customer: Customer }) {
  const [first, ...more] = attention;
  if (!first) return <span className="text-muted">Nothing</span>;
  const Icon = first.kind === "waiting" ? Hourglass : TriangleAlert;
  return (
    <span className="flex items-start gap-2">
      <Icon
        aria-hidden
        className={`mt-0.5 size-4 shrink-0 ${first.kind === "waiting" ? "text-accent" : "text-warn"}`}
      />
      <span className="min-w-0 [overflow-wrap:anywhere]">
        {attentionTitle(first)}
        {more.length > 0 && <span className="block text-sm text-muted">and {more.length} more</span>}
      </span>
    </span>
  );
}
