import { ConfigureStep } from "@/components/connections/configure-step";
import { OurValues } from "@/components/connections/our-values";
import { ProviderGuide } from "@/components/connections/provider-guide";
import { VersionBadge } from "@/components/connections/state-badges";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { WizardLayout } from "@/components/ui/wizard-layout";
import { saveOAuth2Action, saveOidcAction, saveSamlAction } from "../actions";
import { ssoPaths } from "../paths";
import { BackLink } from "./back-link";
import { guideOf } from "./guide";
import type { StepProps } from "./step-props";

const actions = { saml: saveSamlAction, oidc: saveOidcAction, oauth2: saveOAuth2Action };

/** Step 3: our values for the provider, the provider's values for us, and its guide beside both. */
export function ConfigureContent({ ctx, details, steps }: StepProps) {
  const { slug } = ctx.space;
  const { guide, take, isOwn } = guideOf(details);
  const { providerName } = details;
  const version = details.draft ?? details.live;
  return (
    <WizardLayout
      steps={steps}
      guideTitle={`In ${providerName}`}
      guide={<ProviderGuide guide={guide} values={details.ours} />}
    >
      {details.live && (
        <Callout title={`Version ${details.live.version} stays in use`}>
          What you save here takes effect only after you test it and put it live.
        </Callout>
      )}
      <Card
        title={`Our values, for ${providerName}`}
        description={isOwn ? "The guide shows where each one goes." : `Copy each one into ${providerName}.`}
      >
        <OurValues give={guide.give} values={details.ours} />
      </Card>
      <Card
        title={`${providerName}'s values, for us`}
        description={version && `Version ${version.version} is stored.`}
        actions={version && <VersionBadge state={version.state} />}
      >
        <ConfigureStep
          action={actions[details.protocol]}
          connectionId={details.id}
          providerName={providerName}
          protocol={details.protocol}
          preset={details.provider}
          take={take}
          version={version}
          documentAddress={ssoPaths(slug).document(details.id)}
          next={ssoPaths(slug).step(details.id, "people")}
          back={<BackLink slug={slug} connectionId={details.id} step="configure" />}
        />
      </Card>
    </WizardLayout>
  );
}
