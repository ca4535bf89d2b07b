import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { roleWords } from "@/components/connections/words";
import { StateBadge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { CopyField } from "@/components/ui/copy-field";
import { DescriptionList } from "@/components/ui/description-list";
import { Form } from "@/components/ui/form";
import { FormActions } from "@/components/ui/form-actions";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { SubmitButton } from "@/components/ui/submit-button";
import { readSpaceCard, type SpaceCard } from "@/lib/features/spaces/operator-spaces";
import { roles } from "@/lib/model/people/roles";
import { counted } from "@/lib/model/text/counted";
import { requireOperator } from "@/lib/server/auth/require";
import { dependencies } from "@/lib/server/process/dependencies";
import { updateSpaceAction } from "../../actions";
import { AddAdministrator } from "../../add-administrator";
import { OperatorConsole } from "../../operator-console";
import { SpaceFields } from "../../space-fields";

export const metadata: Metadata = { title: "Space" };

/** One customer: plan, kind and seats, and how many are in use. */
export default async function SpacePage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await requireOperator();
  const deps = await dependencies();
  const card = await readSpaceCard(deps, (await params).id);
  if (!card) notFound();
  const { space } = card;
  return (
    <OperatorConsole ctx={ctx}>
      <PageHeader title={space.name} back={{ href: "/operator", label: "Customers" }} />
      <Card title="Address">
        <CopyField label="Sign-in page" value={`${deps.appUrl}/${space.slug}/login`} />
      </Card>
      <Card title="In use">
        <DescriptionList items={facts(card)} />
      </Card>
      <Card title="Plan and seats">
        <Form action={updateSpaceAction} label="Plan and seats">
          <input type="hidden" name="spaceId" value={space.id} />
          <SpaceFields space={space} />
          <FormActions>
            <SubmitButton pendingLabel="Saving">Save</SubmitButton>
          </FormActions>
        </Form>
      </Card>
      <AddAdministrator spaceId={space.id} />
    </OperatorConsole>
  );
}

function facts({ space, people, seatsInUse, connections, domains }: SpaceCard) {
  return [
    {
      term: "People",
      value: counted(people.active, "active person", "active people"),
      help: `${counted(people.administrators, "administrator", "administrators")}, ${people.pending} waiting, ${people.deactivated} deactivated`,
    },
    {
      term: "Licences",
      value: roles
        .map((role) => `${roleWords[role]}: ${seatsInUse[role]} of ${space.seats[role] ?? "no limit"}`)
        .join(", "),
    },
    {
      term: "Connections",
      value:
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
          "None"
        ),
    },
    { term: "Domains", value: counted(domains, "domain", "domains") },
    { term: "Created", value: <RelativeTime value={space.createdAt.toISOString()} /> },
  ];
}
