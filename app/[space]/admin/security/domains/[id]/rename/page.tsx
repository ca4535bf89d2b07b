import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { MailPromise } from "@/components/frame/mail-promise";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DataTable } from "@/components/ui/data-table";
import { PageHeader } from "@/components/ui/page-header";
import { findDomain } from "@/lib/features/domains/find-domain";
import type { StaysBecause } from "@/lib/features/domains/read-domain-move";
import { domainTargets, previewRename, type RenamePreview } from "@/lib/features/domains/rename-domain";
import { helpAddress } from "@/lib/model/help";
import { counted } from "@/lib/model/text/counted";
import { requirePermission } from "@/lib/server/auth/require";
import { spacePaths } from "@/lib/server/http/navigation";
import { dependencies } from "@/lib/server/process/dependencies";
import { SpaceConsole } from "../../../../../space-console";
import { renameDomainAction } from "../../actions";

export const metadata: Metadata = { title: "Change addresses" };

interface RenamePageProps {
  params: Promise<{ space: string; id: string }>;
  searchParams: Promise<{ to?: string | string[] }>;
}

/** Moves people from one domain to another: which one, whom it affects, and then the step itself. */
export default async function RenameDomainPage({ params, searchParams }: RenamePageProps) {
  const { space, id } = await params;
  const ctx = await requirePermission(space, "manage_people");
  const deps = await dependencies();
  const found = await findDomain(deps, ctx, id);
  if (!found.ok) notFound();
  const domain = found.value;
  const { to } = await searchParams;
  const paths = spacePaths(ctx.space.slug);
  const targets = await domainTargets(deps, ctx, id);
  const chosen = targets.find((target) => target.id === to) ?? null;
  const preview = chosen && (await previewRename(deps, ctx, { fromId: id, toId: chosen.id }));
  return (
    <SpaceConsole ctx={ctx}>
      <PageHeader
        help={helpAddress("administrators/domains", "new-name")}
        title={`Change addresses at ${domain.name}`}
        description="People keep their user and everything they own: their work, teams, tokens, password and sessions. Only the part after the @ changes."
        back={{ href: paths.domain(id), label: domain.name }}
      />
      {targets.length === 0 ? (
        <Callout
          title="There is no other verified domain"
          actions={
            <ButtonLink size="small" href={paths.domains}>
              Add the new domain
            </ButtonLink>
          }
        >
          Add the new domain and verify it. Then return to this page.
        </Callout>
      ) : (
        <Card title="New domain">
          <nav aria-label="New domain" className="flex flex-wrap gap-2">
            {targets.map((target) => (
              <ButtonLink
                key={target.id}
                href={`?to=${encodeURIComponent(target.id)}`}
                variant={target.id === chosen?.id ? "primary" : "secondary"}
                {...(target.id === chosen?.id ? { "aria-current": "true" as const } : {})}
              >
                {target.name}
              </ButtonLink>
            ))}
          </nav>
        </Card>
      )}
      {chosen && preview?.ok && (
        <Preview slug={ctx.space.slug} fromId={id} toId={chosen.id} preview={preview.value} />
      )}
    </SpaceConsole>
  );
}

const reasons: Record<StaysBecause, string> = {
  address_taken: "Another person already has the new address.",
  above_own_role: "Has a higher role than you. An administrator can change their address.",
  operator: "Works for the company that runs this application.",
  works_elsewhere: "Also works in another space, and the old domain is no longer verified.",
};

const shown = 100;

interface PreviewProps {
  slug: string;
  fromId: string;
  toId: string;
  preview: RenamePreview;
}

function Preview({ slug, fromId, toId, preview }: PreviewProps) {
  const { from, to, people, bySpace, staying } = preview;
  return (
    <Card
      title={`From ${from} to ${to}`}
      description={`${counted(people, "person gets", "people get")} a new address; ${counted(staying.length, "keeps the old one", "keep the old one")}.`}
      actions={
        people > 0 && (
          <ConfirmDialog
            trigger={<Button variant="primary">Change addresses</Button>}
            title={`Change ${counted(people, "address", "addresses")}?`}
            consequences={[
              ...(bySpace.length > 1 ? [`By space: ${spaceNumbers(bySpace)}.`] : []),
              <MailPromise key="email">
                {counted(people, "person gets", "people get")} an address at {to}, and{" "}
                {people === 1 ? "is" : "are"} notified by email there.
              </MailPromise>,
              "They sign in with the new address. Their identity provider may send a new identifier once.",
              "Nobody is signed out, and everyone keeps what they own.",
            ]}
            confirmLabel="Change addresses"
            pendingLabel="Changing"
            tone="primary"
            action={renameDomainAction}
            fields={{ space: slug, id: fromId, to: toId, people: String(people) }}
          />
        )
      }
    >
      {bySpace.length > 1 && (
        <p className="text-muted">
          Addresses in spaces that are connected to this organization change too: {spaceNumbers(bySpace)}. A
          person in several spaces counts in each of them.
        </p>
      )}
      {staying.length > 0 && (
        <DataTable
          caption="People who keep the old address"
          columns={[
            { key: "email", header: "Address", cell: (row) => row.email },
            { key: "because", header: "Why it does not change", cell: (row) => reasons[row.because] },
          ]}
          rows={staying.slice(0, shown)}
          rowKey={(row) => row.email}
        />
      )}
      {staying.length > shown && (
        <p className="text-muted">And {counted(staying.length - shown, "other", "others")}.</p>
      )}
    </Card>
  );
}

function spaceNumbers(bySpace: RenamePreview["bySpace"]): string {
  return bySpace.map(({ name, people }) => `${people.toLocaleString("en")} in ${name}`).join(", ");
}
