import { FlaskConical, Pencil } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { EnabledSwitch } from "@/components/connections/enabled-switch";
import { emergencyAccessSentences } from "@/components/connections/impact-words";
import { OurValues } from "@/components/connections/our-values";
import { SettingsSummary } from "@/components/connections/settings-summary";
import { ConnectionBadges } from "@/components/connections/state-badges";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { CopyField } from "@/components/ui/copy-field";
import { DescriptionList } from "@/components/ui/description-list";
import { PageHeader } from "@/components/ui/page-header";
import { ProviderMark } from "@/components/ui/provider-mark";
import { RelativeTime } from "@/components/ui/relative-time";
import { openMetadataRefresh } from "@/lib/features/connections/apply-metadata-change";
import { readConnectionDetails } from "@/lib/features/connections/connection-details";
import { serviceProviderKeys } from "@/lib/features/connections/rotate-service-provider-key";
import { removalImpact } from "@/lib/features/connections/sso-impact";
import { linkedPeople } from "@/lib/features/linking/relink-people";
import { type EmergencyAccess, emergencyAccess } from "@/lib/features/passwords/emergency-access";
import { protocolTraits } from "@/lib/model/connections/protocol-traits";
import { helpAddress } from "@/lib/model/help";
import { holds } from "@/lib/model/people/roles";
import type { ConnectionDetails } from "@/lib/schemas/sso-views";
import { requirePermission } from "@/lib/server/auth/require";
import { spacePaths } from "@/lib/server/http/navigation";
import { dependencies } from "@/lib/server/process/dependencies";
import { SpaceConsole } from "../../../../space-console";
import { switchAction } from "../actions";
import { DoneNote } from "../done-note";
import { guideOf } from "../new/guide";
import { ssoPaths } from "../paths";
import { ConfirmNote } from "./confirm-note";
import { ConnectionNotes } from "./connection-notes";
import { History } from "./history";
import { TestRunsTable } from "./history-tables";
import { KeysCard } from "./keys-card";
import { LinkedPeopleCard } from "./linked-people-card";
import { MetadataNote } from "./metadata-note";
import { PeopleSummary } from "./people-summary";
import { RemoveConnection } from "./remove-connection";
import { SetupLinksCard } from "./setup-links-card";

interface ConnectionPageProps {
  params: Promise<{ space: string; connectionId: string }>;
  searchParams: Promise<{ done?: string | string[] }>;
}

export const metadata: Metadata = { title: "Connection" };

/** One connection: its state and switch, our values and theirs, people, versions, tests, and its removal. */
export default async function ConnectionPage({ params, searchParams }: ConnectionPageProps) {
  const { space: slug, connectionId } = await params;
  const ctx = await requirePermission(slug, "manage_auth_integrations");
  const deps = await dependencies();
  const details = await readConnectionDetails(deps, ctx, connectionId);
  if (!details) notFound();
  const { space } = ctx;
  const paths = ssoPaths(space.slug);
  const editable = details.isOwn && space.ssoSubscribed;
  const look = await openMetadataRefresh(deps, ctx, connectionId);
  return (
    <SpaceConsole ctx={ctx}>
      <PageHeader
        help={helpAddress("administrators/operate", "switch-off")}
        title={details.name}
        mark={<ProviderMark provider={details.provider} size="large" />}
        badge={
          <ConnectionBadges
            state={details.state}
            hasNewer={details.draft !== null && details.live !== null}
          />
        }
        description={[
          details.providerName !== details.name && details.providerName,
          protocolTraits[details.protocol].name,
        ]
          .filter(Boolean)
          .join(", ")}
        back={{ href: paths.list, label: "Single sign-on" }}
        actions={editable && <Actions details={details} paths={paths} />}
      />
      <DoneNote done={(await searchParams).done} />
      {look && (
        <MetadataNote look={look} slug={space.slug} providerName={details.providerName} editable={editable} />
      )}
      <ConfirmNote details={details} slug={space.slug} role={ctx.role} />
      <ConnectionNotes
        details={details}
        space={space}
        paths={paths}
        tokens={holds(ctx.membership, "manage_tokens") ? spacePaths(space.slug).tokens : null}
      />
      <StatusCard
        details={details}
        slug={space.slug}
        subscribed={space.ssoSubscribed}
        last={await emergencyAccess(deps, ctx)}
      />
      <Card title={`Our values, for ${details.providerName}`}>
        <OurValues
          providerName={details.providerName}
          give={guideOf(details).guide.give}
          values={details.ours}
        />
      </Card>
      {editable && <SetupLinksCard ctx={ctx} details={details} />}
      <Theirs details={details} />
      {details.option && (
        <PeopleSummary
          settings={details.option.settings}
          kind={space.kind}
          mapping={space.ssoSubscribed ? spacePaths(space.slug).mapping(details.id) : null}
          edit={
            editable ? paths.step(details.id, details.live || details.draft ? "people" : "configure") : null
          }
        />
      )}
      {editable && details.live && (
        <LinkedPeopleCard
          people={(await linkedPeople(deps, ctx, details.id)) ?? 0}
          slug={space.slug}
          connectionId={details.id}
          providerName={details.providerName}
        />
      )}
      {editable && protocolTraits[details.protocol].credential === "key_pairs" && (
        <KeysCard
          keys={await serviceProviderKeys(deps, ctx, details.id)}
          slug={space.slug}
          connectionId={details.id}
          providerName={details.providerName}
        />
      )}
      <History ctx={ctx} connectionId={details.id} editable={editable} />
      <TestRunsTable runs={details.testRuns} protocol={details.protocol} resultPath={paths.result} />
      {details.isOwn && (
        <RemoveConnection
          slug={space.slug}
          details={details}
          numbers={await removalImpact(deps, ctx, details.id)}
        />
      )}
    </SpaceConsole>
  );
}

function Actions({ details, paths }: { details: ConnectionDetails; paths: ReturnType<typeof ssoPaths> }) {
  const configured = details.draft !== null || details.live !== null;
  return (
    <>
      {configured && (
        <ButtonLink href={paths.step(details.id, "test")} icon={<FlaskConical aria-hidden />}>
          Test
        </ButtonLink>
      )}
      <ButtonLink
        href={details.status === "draft" ? paths.edit(details.id) : paths.step(details.id, "configure")}
        icon={<Pencil aria-hidden />}
      >
        {details.status === "draft" ? "Continue setting up" : "Edit"}
      </ButtonLink>
    </>
  );
}

function StatusCard({
  details,
  slug,
  subscribed,
  last,
}: {
  details: ConnectionDetails;
  slug: string;
  subscribed: boolean;
  last: EmergencyAccess | null;
}) {
  const used = details.status !== "draft";
  return (
    <Card title="Status">
      <div className="space-y-5">
        {used && (subscribed || details.status === "active") && (
          <EnabledSwitch
            action={switchAction}
            space={slug}
            connectionId={details.id}
            enabled={details.status === "active"}
            name={details.name}
            {...(last?.connectionId === details.id
              ? { warning: emergencyAccessSentences(details.name, last) }
              : {})}
          />
        )}
        <DescriptionList
          items={[
            { term: "Reference", value: <span className="font-mono text-sm">{details.reference}</span> },
            { term: "Last used", value: moment(details.lastUsedAt) ?? "Never" },
            ...(used
              ? [
                  {
                    term: "Activated",
                    value: moment(details.activatedAt),
                    ...(details.activatedBy ? { help: `by ${details.activatedBy}` } : {}),
                  },
                ]
              : []),
            { term: "Created", value: moment(details.createdAt) },
          ]}
        />
        <CopyField
          label="Login address"
          value={details.ours.loginAddress}
          help="Starts a sign-in through this connection. Put it on your intranet, or among your provider's applications."
        />
      </div>
    </Card>
  );
}

const moment = (at: string | null) => at && <RelativeTime value={at} />;

function Theirs({ details }: { details: ConnectionDetails }) {
  const { live, draft, providerName } = details;
  return (
    <>
      {live && (
        <Card
          title={`${providerName}'s values, version ${live.version}`}
          description="In use for every sign-in."
        >
          <SettingsSummary version={live} label={`version ${live.version}`} />
        </Card>
      )}
      {draft && (
        <Card
          title={`${providerName}'s values, version ${draft.version}`}
          description={live ? "Not live yet." : "Not in use yet."}
        >
          <SettingsSummary version={draft} label={`version ${draft.version}`} />
        </Card>
      )}
    </>
  );
}
