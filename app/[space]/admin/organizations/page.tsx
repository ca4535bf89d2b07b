import { Building2 } from "lucide-react";
import type { Metadata } from "next";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { counted } from "@/components/ui/counted";
import { type Column, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Form } from "@/components/ui/form";
import { FormActions } from "@/components/ui/form-actions";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { Section } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { helpAddress } from "@/lib/core/help";
import type { OrganizationLine, OrganizationList } from "@/lib/schemas/organization";
import { dependencies } from "@/lib/server/dependencies";
import { spacePaths } from "@/lib/server/navigation";
import { requirePermission } from "@/lib/server/require";
import { listOrganizations } from "@/lib/usecases/read-organizations";
import { SpaceConsole } from "../../space-console";
import { askAction, withdrawAction } from "./actions";
import { LinkBadge } from "./link-badge";

export const metadata: Metadata = { title: "Organizations" };

/** The organizations whose people sign in here: the space's own, the linked ones, and what was asked for. */
export default async function OrganizationsPage({ params }: { params: Promise<{ space: string }> }) {
  const acting = await requirePermission((await params).space, "manage_auth_integrations");
  const { organizations, requests } = await listOrganizations(await dependencies(), acting);
  const { slug, ssoSubscribed } = acting.space;
  return (
    <SpaceConsole acting={acting} width="wide">
      <PageHeader
        help={helpAddress("administrators/organizations")}
        title="Organizations"
        description="Company directories whose people can sign in to this space. One organization can be linked to several spaces; each space keeps its own rules, roles and switch."
      />
      <DataTable
        caption="Organizations"
        rows={organizations}
        rowKey={(line) => line.id}
        columns={columnsFor(slug)}
        empty={
          <EmptyState icon={Building2} title="No organization yet">
            This space's own organization appears with its first connector or domain. You can ask for another
            space's below.
          </EmptyState>
        }
      />
      {requests.length > 0 && <Requests slug={slug} requests={requests} />}
      {ssoSubscribed && <Ask slug={slug} />}
    </SpaceConsole>
  );
}

function columnsFor(slug: string): Column<OrganizationLine>[] {
  return [
    {
      key: "name",
      header: "Organization",
      cell: (line) => (
        <Link href={spacePaths(slug).organization(line.id)} quiet>
          {line.name}
        </Link>
      ),
    },
    { key: "owner", header: "Belongs to", cell: (line) => line.ownerName },
    { key: "status", header: "Link", cell: (line) => <LinkBadge state={line.status} /> },
    {
      key: "here",
      header: "Signs in here",
      cell: (line) =>
        line.activeHere > 0 ? (
          counted(line.activeHere, "connector", "connectors")
        ) : (
          <span className="text-muted">Nobody</span>
        ),
    },
    {
      key: "others",
      header: "Other spaces",
      cell: (line) =>
        line.status !== "own" ? (
          "–"
        ) : (
          <>
            {line.guests || "None"}
            {line.waiting > 0 && `, ${line.waiting} waiting for your answer`}
          </>
        ),
    },
  ];
}

function Requests({ slug, requests }: { slug: string; requests: OrganizationList["requests"] }) {
  return (
    <Section
      title="Asked for"
      description="Whether a space of this address exists is told only by its answer."
    >
      <DataTable
        caption="Organizations that were asked for"
        rows={requests}
        rowKey={(request) => request.slug}
        columns={[
          {
            key: "slug",
            header: "Space",
            cell: (request) => <span className="font-mono text-sm">{request.slug}</span>,
          },
          { key: "status", header: "State", cell: (request) => <LinkBadge state={request.status} /> },
          {
            key: "asked",
            header: "Asked",
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
            cell: (request) => {
              const word = request.status === "declined" ? "Take out" : "Withdraw";
              return (
                <ConfirmDialog
                  trigger={
                    <Button size="small" aria-label={`${word} the request to ${request.slug}`}>
                      {word}
                    </Button>
                  }
                  title={
                    request.status === "declined" ? "Take it out of the list?" : "Withdraw this request?"
                  }
                  consequences={["You can ask again at any time."]}
                  confirmLabel={word}
                  tone="primary"
                  action={withdrawAction}
                  fields={{ space: slug, slug: request.slug }}
                />
              );
            },
          },
        ]}
      />
    </Section>
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
          label="The other space's address"
          help="The first part of its addresses here, for example acme. Its administrators know it."
          mono
          maxLength={200}
          autoComplete="off"
        />
        <FormActions>
          <SubmitButton pendingLabel="Asking">Ask for it</SubmitButton>
        </FormActions>
      </Form>
    </Card>
  );
}
