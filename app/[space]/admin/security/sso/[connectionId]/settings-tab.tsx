import { OurValues } from "@/components/connections/our-values";
import { SettingsSummary } from "@/components/connections/settings-summary";
import { Card } from "@/components/ui/card";
import { serviceProviderKeys } from "@/lib/features/connections/rotate-service-provider-key";
import { removalImpact } from "@/lib/features/connections/sso-impact";
import { protocolTraits } from "@/lib/model/connections/protocol-traits";
import type { ConnectionDetails } from "@/lib/schemas/sso-views";
import { dependencies } from "@/lib/server/process/dependencies";
import { guideOf } from "../new/guide";
import { KeysCard } from "./keys-card";
import { RemoveConnection } from "./remove-connection";
import { SetupLinksCard } from "./setup-links-card";
import type { TabProps } from "./tab-props";

/** The values of each side, setup links, our keys, and the removal. */
export async function SettingsTab({ ctx, details, editable }: TabProps) {
  const deps = await dependencies();
  const { slug } = ctx.space;
  return (
    <>
      <Card title={`Our values, for ${details.providerName}`}>
        <OurValues give={guideOf(details).guide.give} values={details.ours} />
      </Card>
      <Theirs details={details} />
      {editable && <SetupLinksCard ctx={ctx} details={details} />}
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
