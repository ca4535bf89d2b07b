import { FlaskConical, Pencil } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { ConnectionBadges } from "@/components/connections/state-badges";
import { ButtonLink } from "@/components/ui/button-link";
import { PageHeader } from "@/components/ui/page-header";
import { ProviderMark } from "@/components/ui/provider-mark";
import { RelativeTime } from "@/components/ui/relative-time";
import { Tabs } from "@/components/ui/tabs";
import { openMetadataRefresh } from "@/lib/features/connections/apply-metadata-change";
import { readConnectionDetails } from "@/lib/features/connections/connection-details";
import { ssoImpact } from "@/lib/features/connections/sso-impact";
import { listHandovers } from "@/lib/features/setup-links/list-handovers";
import { newestSetupLinks } from "@/lib/features/setup-links/list-setup-links";
import { protocolTraits } from "@/lib/model/connections/protocol-traits";
import { helpAddress } from "@/lib/model/help";
import { holds } from "@/lib/model/people/roles";
import type { ConnectionDetails } from "@/lib/schemas/sso-views";
import { requirePermission } from "@/lib/server/auth/require";
import { spacePaths } from "@/lib/server/http/navigation";
import { dependencies } from "@/lib/server/process/dependencies";
import { SpaceConsole } from "../../../../space-console";
import { DoneNote } from "../done-note";
import { ssoPaths } from "../paths";
import { ConfirmNote } from "./confirm-note";
import { ConnectionNotes } from "./connection-notes";
import { History } from "./history";
import { MetadataNote } from "./metadata-note";
import { Overview } from "./overview";
import { PeopleTab } from "./people-tab";
import { SettingsTab } from "./settings-tab";
import type { TabProps } from "./tab-props";
import { type ConnectionTab, connectionTabs, tabOf, tabWords } from "./tabs";
import { TestsTab } from "./tests-tab";

interface ConnectionPageProps {
  params: Promise<{ space: string; connectionId: string }>;
  searchParams: Promise<{ done?: string | string[]; tab?: string | string[] }>;
}

export const metadata: Metadata = { title: "Connection" };

const contents: Record<ConnectionTab, (props: TabProps) => ReactNode> = {
  overview: Overview,
  settings: SettingsTab,
  people: PeopleTab,
  tests: TestsTab,
  history: ({ ctx, details, editable }) => (
    <History ctx={ctx} connectionId={details.id} editable={editable} />
  ),
};

/** One connection: what needs attention, then its state, its settings, its people, its tests or its history. */
export default async function ConnectionPage({ params, searchParams }: ConnectionPageProps) {
  const { space: slug, connectionId } = await params;
  const ctx = await requirePermission(slug, "manage_auth_integrations");
  const deps = await dependencies();
  const search = await searchParams;
  const tab = tabOf(search.tab);
  // Before the connection, so that a step which the links report is never missing from its settings.
  const setupLinks =
    tab === "settings" ? await newestSetupLinks(deps, ctx, connectionId) : { rows: [], total: 0 };
  const details = await readConnectionDetails(deps, ctx, connectionId);
  if (!details) notFound();
  const { space } = ctx;
  const paths = ssoPaths(space.slug);
  const editable = details.isOwn && space.ssoSubscribed;
  const look = await openMetadataRefresh(deps, ctx, connectionId);
  const outside = (await listHandovers(deps, ctx)).find(
    ({ connection, isYoursToActivate }) => isYoursToActivate && connection?.id === details.id,
  );
  const Content = contents[tab];
  return (
    <SpaceConsole ctx={ctx} width="wide">
      <PageHeader
        help={helpAddress("administrators/operate", "switch-off")}
        title={details.name}
        mark={<ProviderMark provider={details.provider} name={details.name} size="large" />}
        badge={
          <ConnectionBadges
            state={details.state}
            hasNewer={details.draft !== null && details.live !== null}
          />
        }
        description={<Summary details={details} />}
        back={{ href: paths.list, label: "Single sign-on" }}
        actions={editable && <Actions details={details} paths={paths} />}
      />
      <DoneNote
        done={search.done}
        next={{
          invite: holds(ctx.membership, "manage_people") ? spacePaths(space.slug).users : null,
          require: holds(ctx.membership, "manage_space") ? spacePaths(space.slug).signIn : null,
        }}
      />
      {look && (
        <MetadataNote look={look} slug={space.slug} providerName={details.providerName} editable={editable} />
      )}
      <ConfirmNote details={details} slug={space.slug} role={ctx.role} />
      <ConnectionNotes
        details={details}
        isOverview={tab === "overview"}
        testedBy={outside ? (outside.recipient ?? "Your IT contact") : null}
        space={space}
        paths={paths}
        activate={
          details.status === "draft" && details.draft?.state === "tested" ? await ssoImpact(deps, ctx) : null
        }
        tokens={holds(ctx.membership, "manage_tokens") ? spacePaths(space.slug).tokens : null}
      />
      <Tabs
        label="Connection"
        items={connectionTabs.map((one) => ({
          href: paths.tab(details.id, one),
          label: tabWords[one],
          current: one === tab,
        }))}
      />
      <Content ctx={ctx} details={details} editable={editable} setupLinks={setupLinks} paths={paths} />
    </SpaceConsole>
  );
}

/** What it is, and when its version went live, in one line. */
function Summary({ details }: { details: ConnectionDetails }) {
  const { name, providerName, protocol, live } = details;
  return (
    <>
      {[providerName !== name && providerName, protocolTraits[protocol].name].filter(Boolean).join(", ")}
      {live?.wentLiveAt && (
        <>
          {` · version ${live.version} went live `}
          <RelativeTime value={live.wentLiveAt} />
        </>
      )}
    </>
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
