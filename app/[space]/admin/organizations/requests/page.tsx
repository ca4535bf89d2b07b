import { Mail } from "lucide-react";
import type { Metadata } from "next";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { type Column, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Form } from "@/components/ui/form";
import { FormActions } from "@/components/ui/form-actions";
import { type ListRules, readListQuery, type SearchParams } from "@/components/ui/list-query";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { SearchableList } from "@/components/ui/searchable-list";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { listOrganizationRequests, requestSorts } from "@/lib/features/organizations/read-organizations";
import { helpAddress } from "@/lib/model/help";
import type { OrganizationRequestLine } from "@/lib/schemas/organization";
import { requirePermission } from "@/lib/server/auth/require";
import { spacePaths } from "@/lib/server/http/navigation";
import { dependencies } from "@/lib/server/process/dependencies";
import { pageQuery } from "../../../../list-page";
import { SpaceConsole } from "../../../space-console";
import { askAction, withdrawAction } from "../actions";
import { LinkBadge } from "../link-badge";
import { OrganizationTabs } from "../organization-tabs";

export const metadata: Metadata = { title: "Requested organizations" };

const states = [
  { value: "waiting", label: "Waiting" },
  { value: "declined", label: "Declined" },
] as const;
const rules: ListRules = {
  sorts: requestSorts,
  defaultSort: "-createdAt",
  filters: { status: states.map(({ value }) => value) },
};

interface RequestsPageProps {
  params: Promise<{ space: string }>;
  searchParams: Promise<SearchParams>;
}

/** This space's requests to other spaces, and the form for a new one. */
export default async function OrganizationRequestsPage({ params, searchParams }: RequestsPageProps) {
  const ctx = await requirePermission((await params).space, "manage_auth_integrations");
  const query = readListQuery(await searchParams, rules);
  const status = states.find(({ value }) => value === query.filters.status)?.value;
  const requests = await listOrganizationRequests(await dependencies(), ctx, {
    ...pageQuery(query),
    ...(status ? { status } : {}),
  });
  const { slug, ssoSubscribed } = ctx.space;
  const path = spacePaths(slug).organizationRequests;
  const narrowed = query.q !== "" || status !== undefined;
  return (
    <SpaceConsole ctx={ctx} width="wide">
      <PageHeader
        help={helpAddress("administrators/organizations")}
        title="Organizations"
        description="What this space has asked other spaces for. Only an answer shows whether a space with that address exists."
      />
      <OrganizationTabs slug={slug} />
      {ssoSubscribed && <Ask slug={slug} />}
      <SearchableList
        path={path}
        query={query}
        searchLabel="Search by the space's address"
        filters={[{ name: "status", label: "State", options: states }]}
        found={requests}
        noun={["request", "requests"]}
      >
        <DataTable
          caption="Requested organizations"
          rows={requests.rows}
          rowKey={(request) => request.slug}
          columns={columnsFor(slug)}
          query={query}
          path={path}
          empty={
            narrowed ? (
              <EmptyState icon={Mail} title="No request matches">
                No request of this space matches the search and filters.
              </EmptyState>
            ) : (
              <EmptyState icon={Mail} title="No requests yet">
                Another space's organization can let its people sign in here, once its administrators agree.
              </EmptyState>
            )
          }
        />
      </SearchableList>
    </SpaceConsole>
  );
}

function columnsFor(slug: string): Column<OrganizationRequestLine>[] {
  return [
    {
      key: "slug",
      header: "Space",
      sort: "slug",
      cell: (request) => <span className="font-mono text-sm">{request.slug}</span>,
    },
    { key: "status", header: "State", cell: (request) => <LinkBadge state={request.status} /> },
    {
      key: "asked",
      header: "Asked",
      sort: "createdAt",
      cell: (request) => (
        <>
          <RelativeTime value={request.createdAt} />
          {request.requestedBy && ` by ${request.requestedBy}`}
        </>
      ),
    },
    {
      key: "withdraw",
      header: "Withdraw",
      headerHidden: true,
      align: "end",
      cell: (request) => <Withdraw slug={slug} request={request} />,
    },
  ];
}

function Withdraw({ slug, request }: { slug: string; request: OrganizationRequestLine }) {
  const declined = request.status === "declined";
  const word = declined ? "Remove from list" : "Withdraw";
  return (
    <ConfirmDialog
      trigger={
        <Button size="small" aria-label={`${word} the request to ${request.slug}`}>
          {word}
        </Button>
      }
      title={declined ? "Remove it from the list?" : "Withdraw this request?"}
      consequences={["You can ask again at any time."]}
      confirmLabel={word}
      tone="primary"
      action={withdrawAction}
      fields={{ space: slug, slug: request.slug }}
    />
  );
}

function Ask({ slug }: { slug: string }) {
  return (
    <Card
      title="Link another space's organization"
      description="Its administrators agree or decline. After that you connect it by signing in once through it."
    >
      <Form action={askAction} label="Link another space's organization" resetOnSuccess>
        <input type="hidden" name="space" value={slug} />
        <TextField
          name="slug"
          label="Address of the other space"
          help="The first part of its addresses here, for example acme. Its administrators know it."
          mono
          maxLength={200}
          autoComplete="off"
        />
        <FormActions>
          <SubmitButton pendingLabel="Sending">Ask for it</SubmitButton>
        </FormActions>
      </Form>
    </Card>
  );
}
