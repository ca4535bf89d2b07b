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

/** Step 3: our values to the provider, the provider's values to us, and its guide beside both. */
export function ConfigureContent({ ctx, details, steps }: StepProps) {
  const { slug } = ctx.space;
  const { guide, take, isOwn } = guideOf(details);
  const { providerName } = details;
  const version = details.draft ?? details.live;
  return (
    <WizardLayout
      steps={steps}
      guideTitle={`How to set up ${providerName}`}
      guide={<ProviderGuide guide={guide} values={details.ours} />}
    >
      {details.live && (
        <Callout title={`Version ${details.live.version} stays in use`}>
          What you save here is a new version. It takes effect only after you have tested it and put it live.
        </Callout>
      )}
      <Card
        title={`1. Our values, for ${providerName}`}
        description={
          isOwn
            ? `Copy each one into the field with the same label at ${providerName}.`
            : `Copy each one into the field that ${providerName} has for it.`
        }
      >
        <OurValues providerName={providerName} give={guide.give} values={details.ours} />
      </Card>
      <Card
        title={`2. ${providerName}'s values, for us`}
        description={
          version
            ? `Version ${version.version} is stored.`
            : "Follow the guide and use whichever form you have."
        }
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
          next={ssoPaths(slug).step(details.id, "people")}
          back={<BackLink slug={slug} connectionId={details.id} step="configure" />}
        />
      </Card>
    </WizardLayout>
  );
}
