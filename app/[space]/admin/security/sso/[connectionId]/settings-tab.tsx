import { OurValues } from "@/components/connections/our-values";
import { SettingsSummary } from "@/components/connections/settings-summary";
import { Card } from "@/components/ui/card";
import { CopyField } from "@/components/ui/copy-field";
import { listSignals } from "@/lib/features/access/list-signals";
import { serviceProviderKeys } from "@/lib/features/connections/rotate-service-provider-key";
import { removalImpact } from "@/lib/features/connections/sso-impact";
import { protocolTraits } from "@/lib/model/connections/protocol-traits";
import type { ConnectionDetails } from "@/lib/schemas/sso-views";
import { dependencies } from "@/lib/server/process/dependencies";
import { guideOf } from "../new/guide";
import { KeysCard } from "./keys-card";
import { RemoveConnection } from "./remove-connection";
import { SetupLinksCard } from "./setup-links-card";
import { SignalsCard } from "./signals-card";
import type { TabProps } from "./tab-props";

/** The values of each side, setup links, our keys, and the removal. */
export async function SettingsTab({ ctx, details, editable, setupLinks }: TabProps) {
  const deps = await dependencies();
  const { slug } = ctx.space;
  const signals = details.live ? await signalsOf(ctx, details.id) : null;
  return (
    <>
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <div className="min-w-0 space-y-6">
          <Card title={`Our values, for ${details.providerName}`}>
            <OurValues give={guideOf(details).guide.give} values={details.ours} />
          </Card>
          <Card title="Reference" description="Part of the login URL, and the name that programs use.">
            <CopyField label={<span className="sr-only">Reference</span>} value={details.reference} />
          </Card>
        </div>
        <div className="min-w-0 space-y-6">
          <Theirs details={details} />
        </div>
      </div>
      {editable && <SetupLinksCard slug={slug} details={details} setupLinks={setupLinks} />}
      {signals && (
        <SignalsCard
          providerName={details.providerName}
          addresses={signals.addresses}
          signals={signals.signals}
        />
      )}
      {editable && protocolTraits[details.protocol].credential === "key_pairs" && (
        <KeysCard
          keys={await serviceProviderKeys(deps, ctx, details.id)}
          slug={slug}
          connectionId={details.id}
          providerName={details.providerName}
        />
      )}
      {details.isOwn && (
        <RemoveConnection
          slug={slug}
          details={details}
          numbers={await removalImpact(deps, ctx, details.id)}
        />
      )}
    </>
  );
}

/** `null`: this connection's provider has no way to send any. */
async function signalsOf(ctx: TabProps["ctx"], connectionId: string) {
  const found = await listSignals(await dependencies(), ctx, connectionId, { pageSize: 10 });
  return found && Object.values(found.addresses).some(Boolean) ? found : null;
}

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
