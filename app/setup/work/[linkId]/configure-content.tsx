import type { ReactNode } from "react";
import { ConfigureStep } from "@/components/connections/configure-step";
import { OurValues } from "@/components/connections/our-values";
import { ProviderGuide } from "@/components/connections/provider-guide";
import { RenewForm } from "@/components/connections/renew-form";
import { SetupPage } from "@/components/connections/setup-page";
import { VersionBadge } from "@/components/connections/state-badges";
import { ButtonLink } from "@/components/ui/button-link";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { WizardLayout } from "@/components/ui/wizard-layout";
import { protocolTraits } from "@/lib/model/connections/protocol-traits";
import type { SetupWork } from "@/lib/schemas/setup-work";
import { guideOf } from "../../../[space]/admin/security/sso/new/guide";
import { setupPaths } from "../../paths";
import {
  renewSamlAction,
  renewSecretAction,
  saveSetupOAuth2Action,
  saveSetupOidcAction,
  saveSetupSamlAction,
} from "../actions";

export interface SetupStepProps {
  work: SetupWork;
  steps: ReactNode;
}

/** What is renewed: the certificate or the client secret, by protocol. */
const renewals = {
  key_pairs: { title: "The new certificate", action: renewSamlAction },
  client_secret: { title: "The new client secret", action: renewSecretAction },
};
const actions = { saml: saveSetupSamlAction, oidc: saveSetupOidcAction, oauth2: saveSetupOAuth2Action };

/** Our values for the provider, the provider's values for us, and its guide beside both. */
// Over 60 lines: the markup of one part of the screen, top to bottom.
export function ConfigureContent({ work, steps }: SetupStepProps) {
  const { connection, version, ours, liveVersion } = work;
  const { providerName } = connection;
  const { guide, take } = guideOf(connection);
  const { protocol } = connection;
  const renewal = renewals[protocolTraits[protocol].credential];
  const next = setupPaths(work.linkId).step("test");
  const live = liveVersion !== null && (
    <Callout title={`Version ${liveVersion} stays in use`}>
      What you save here takes effect only after it is tested and put live.
    </Callout>
  );
  if (work.scope === "renew" && version)
    return (
      <WizardLayout steps={steps}>
        {live}
        <SetupPage revision={connection.revision}>
          <Card title={renewal.title}>
            <RenewForm
              action={renewal.action}
              connectionId={connection.id}
              providerName={providerName}
              protocol={protocol}
              version={version}
              next={next}
            />
          </Card>
        </SetupPage>
      </WizardLayout>
    );
  return (
    <WizardLayout
      steps={steps}
      guideTitle={`In ${providerName}`}
      guide={<ProviderGuide guide={guide} values={ours} />}
    >
      {live}
      <Card title={`Our values, for ${providerName}`} description="The guide shows where each one goes.">
        <OurValues give={guide.give} values={ours} />
      </Card>
      <SetupPage revision={connection.revision}>
        <Card
          title={`${providerName}'s values, for us`}
          description={version && `Version ${version.version} is stored.`}
          actions={version && <VersionBadge state={version.state} />}
        >
          <ConfigureStep
            action={actions[protocol]}
            connectionId={connection.id}
            providerName={providerName}
            protocol={protocol}
            preset={connection.provider}
            take={take}
            version={version}
            documentAddress={setupPaths(work.linkId).document}
            next={next}
            back={
              work.scope === "space" && (
                <ButtonLink href={setupPaths(work.linkId).step("provider")}>Back</ButtonLink>
              )
            }
            fromOutside
          />
        </Card>
      </SetupPage>
    </WizardLayout>
  );
}
