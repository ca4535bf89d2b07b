import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { StateBadge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { CopyField } from "@/components/ui/copy-field";
import { DescriptionList } from "@/components/ui/description-list";
import { Form } from "@/components/ui/form";
import { FormActions } from "@/components/ui/form-actions";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { SubmitButton } from "@/components/ui/submit-button";
import { countPeopleOfDomain, findDomain, isHeldElsewhere } from "@/lib/features/domains/find-domain";
import { helpAddress } from "@/lib/model/help";
import { holds } from "@/lib/model/people/roles";
import { counted } from "@/lib/model/text/counted";
import type { DomainView } from "@/lib/schemas/domain";
import { requirePermission } from "@/lib/server/auth/require";
import { spacePaths } from "@/lib/server/http/navigation";
import { dependencies } from "@/lib/server/process/dependencies";
import { SpaceConsole } from "../../../../space-console";
import { removeDomainAction, verifyDomainAction } from "../actions";

export const metadata: Metadata = { title: "Domain" };

/** One domain: the record that proves it, the result of the last check, and its removal. */
export default async function DomainPage({ params }: { params: Promise<{ space: string; id: string }> }) {
  const { space, id } = await params;
  const ctx = await requirePermission(space, "manage_auth_integrations");
  const deps = await dependencies();
  const found = await findDomain(deps, ctx, id);
  if (!found.ok) notFound();
  const domain = found.value;
  const people = await countPeopleOfDomain(deps, ctx, domain.name);
  const heldElsewhere = await isHeldElsewhere(deps, domain);
  const { slug } = ctx.space;
  return (
    <SpaceConsole ctx={ctx}>
      <PageHeader
        help={helpAddress("administrators/domains", "prove")}
        title={domain.name}
        back={{ href: spacePaths(slug).domains, label: "Domains" }}
        badge={<StateBadge state={domain.status} />}
      />
      {heldElsewhere ? <HeldElsewhere name={domain.name} /> : <StatusNote domain={domain} />}
      {domain.verifiedBy !== "operator" && !heldElsewhere && <RecordCard domain={domain} slug={slug} />}
      <Card title="Details">
        <DescriptionList items={facts(domain, people)} />
      </Card>
      {holds(ctx.membership, "manage_people") && (people > 0 || domain.status === "verified") && (
        <Card
          flush
          title="Did your domain name change?"
          description="Move people to another verified domain with everything they own."
          actions={
            <ButtonLink href={`${spacePaths(slug).domain(domain.id)}/rename`}>Change addresses</ButtonLink>
          }
        />
      )}
      <Card
        flush
        title="Remove"
        description="New people from this domain can no longer sign in through single sign-on."
        actions={
          <ConfirmDialog
            trigger={<Button variant="danger">Remove domain</Button>}
            title={`Remove ${domain.name}?`}
            consequences={[
              people > 0
                ? `${counted(people, "person", "people")} of this space ${people === 1 ? "has" : "have"} an address in this domain. They stay, with everything they own, and are asked for a password on the sign-in page.`
                : "Nobody in this space has an address in this domain.",
              "To restore it, verify it again with a new record.",
            ]}
            confirmLabel="Remove domain"
            pendingLabel="Removing"
            action={removeDomainAction}
            fields={{ space: slug, id: domain.id }}
          />
        }
      />
    </SpaceConsole>
  );
}

function HeldElsewhere({ name }: { name: string }) {
  return (
    <Callout title="Another organization has verified this domain">
      <p>
        {name} cannot be verified here as well, so new people from it cannot sign in through single sign-on.
        People whom an administrator adds to this space can still sign in. If the domain is yours, ask your
        account manager.
      </p>
    </Callout>
  );
}

function StatusNote({ domain }: { domain: DomainView }) {
  switch (domain.status) {
    case "verified":
      return null;
    case "pending":
      return (
        <Callout title="Verify that the domain is yours">
          <p>
            Add the record below where the DNS of {domain.name} is managed, then check. Until then, new people
            from it cannot sign in.
          </p>
        </Callout>
      );
    case "failing":
      return (
        <Callout tone="warn" title="The record is missing">
          <p>
            The domain stays verified for a week after its record was last seen. Restore the record, then
            check.
          </p>
        </Callout>
      );
    case "expired":
      return (
        <Callout tone="danger" title="The verification has expired">
          <p>New people from this domain can no longer sign in. Restore the record, then check.</p>
        </Callout>
      );
  }
}

function RecordCard({ domain, slug }: { domain: DomainView; slug: string }) {
  return (
    <Card title="DNS record">
      <Form action={verifyDomainAction} label="Check the DNS record">
        <input type="hidden" name="space" value={slug} />
        <input type="hidden" name="id" value={domain.id} />
        <CopyField label="Type" value={domain.record.type} />
        <CopyField
          label="Name"
          value={domain.record.name}
          help="Some DNS consoles add the domain automatically. There, enter only _gatehouse."
        />
        <CopyField label="Value" value={domain.record.value} />
        <FormActions>
          <SubmitButton pendingLabel="Checking">Check now</SubmitButton>
        </FormActions>
      </Form>
    </Card>
  );
}

function facts(domain: DomainView, people: number) {
  return [
    { term: "People with this domain", value: people.toLocaleString("en") },
    {
      term: "Verified by",
      value:
        domain.verifiedBy === "operator"
          ? "Approval by the operator"
          : domain.verifiedBy === "dns"
            ? "DNS record"
            : "Not yet",
      help: domain.verifiedAt && <RelativeTime value={domain.verifiedAt} />,
    },
    {
      term: "Last check",
      value: domain.lastCheckResult,
      help: domain.lastCheckedAt && <RelativeTime value={domain.lastCheckedAt} />,
    },
    { term: "Added", value: <RelativeTime value={domain.createdAt} /> },
  ];
}
