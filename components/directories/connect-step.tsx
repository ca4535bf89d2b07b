"use client";

import { ArrowRight } from "lucide-react";
import { type ReactNode, useState } from "react";
import { ProviderGuide } from "@/components/connections/provider-guide";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { CopyField } from "@/components/ui/copy-field";
import { FormActions } from "@/components/ui/form-actions";
import { RadioGroup } from "@/components/ui/radio-group";
import { WizardLayout } from "@/components/ui/wizard-layout";
import type { DirectoryProvider } from "@/lib/model/directories/directory";
import { directoryGuides } from "@/lib/protocols/providers/directories/catalogue";
import type {
  DirectoryAuthentication,
  DirectoryGuide,
  DirectoryValue,
} from "@/lib/protocols/providers/directories/directory-guide";
import { oneLoginTemplate } from "@/lib/protocols/providers/directories/onelogin";
import { type ArrivalsView, arrivalsView } from "@/lib/schemas/directory-views";
import type { FormAction } from "@/lib/schemas/form-state";
import { Arrivals } from "./arrivals";
import { CredentialForm } from "./credential-form";
import { IssuedCredential } from "./issued-credential";
import { useAnswer } from "./use-answer";

interface ConnectStepProps {
  space: string;
  directory: { id: string; provider: DirectoryProvider; baseUrl: string; tokenUrl: string };
  /** The first characters of what is in use and can no longer be shown. */
  existing: Readonly<Record<DirectoryAuthentication, readonly string[]>>;
  arrivals: ArrivalsView;
  arrivalsAddress: string;
  /** Creates a token or a client secret. */
  create: FormAction;
  /** The next step. */
  next: string;
  /** Where tokens are revoked. */
  settings: string;
  steps: ReactNode;
  back: ReactNode;
}

const ways = {
  token: { label: "A token", description: "One value to paste. Choose this if you are not sure." },
  client: {
    label: "A client ID and a secret",
    description: "Choose this if the product asks for a client ID.",
  },
} as const;

/** Our values beside the provider's guide, and what arrives from it, live. */
// Over 60 lines: the markup of one part of the screen, top to bottom.
export function ConnectStep(props: ConnectStepProps) {
  const { space, directory, existing, create, next, steps, back } = props;
  const guide = directoryGuides[directory.provider];
  const arrivals = useAnswer(props.arrivalsAddress, arrivalsView, props.arrivals);
  const [by, setBy] = useState<DirectoryAuthentication>(() => chosenAtFirst(guide, existing));
  const [issued, setIssued] = useState<Partial<Record<DirectoryAuthentication, string>>>({});
  const values = valuesFor(directory, issued);
  const secret = issued[by];
  return (
    <WizardLayout
      steps={steps}
      guideTitle={`In ${guide.called}`}
      guide={
        <ProviderGuide
          key={by}
          guide={{ steps: guide.steps(by), notes: guide.notes }}
          values={values}
          missing={
            existing[by].length > 0
              ? "What you copied earlier"
              : `Create the ${by === "token" ? "token" : "secret"} here first`
          }
        />
      }
    >
      <Card
        title={`Our values, for ${guide.called}`}
        description="The guide shows where each one goes. Nobody gets or loses access yet."
      >
        <div className="space-y-5">
          <CopyField label={guide.labels.baseUrl ?? "Base URL"} value={directory.baseUrl} />
          {guide.labels.template && <CopyField label={guide.labels.template} value={oneLoginTemplate} />}
          {guide.authentications.length > 1 && (
            <RadioGroup
              name="by"
              label={`How does ${guide.called} prove who it is?`}
              columns={2}
              value={by}
              onChange={(value) => setBy(value === "client" ? "client" : "token")}
              options={guide.authentications.map((value) => ({ value, ...ways[value] }))}
            />
          )}
          {by === "client" && (
            <>
              <CopyField label={guide.labels.tokenUrl ?? "Token URL"} value={directory.tokenUrl} />
              <CopyField label={guide.labels.clientId ?? "Client ID"} value={directory.id} />
            </>
          )}
          {secret ? (
            <IssuedCredential
              label={(by === "token" ? guide.labels.token : guide.labels.clientSecret) ?? "Secret"}
              value={secret}
              called={guide.called}
            />
          ) : (
            <CredentialForm
              // What one was answered with is not about the other.
              key={by}
              space={space}
              directoryId={directory.id}
              by={by}
              action={create}
              existing={existing[by]}
              settings={props.settings}
              onIssued={(text) => setIssued((now) => ({ ...now, [by]: text }))}
            />
          )}
        </div>
      </Card>
      <Card title={arrivals.total === 0 ? "The first request" : "What has arrived"}>
        <Arrivals arrivals={arrivals} called={guide.called} rhythm={guide.rhythm} />
      </Card>
      <FormActions back={back}>
        {arrivals.people > 0 ? (
          <ButtonLink href={next} variant="primary">
            Review
            <ArrowRight aria-hidden />
          </ButtonLink>
        ) : (
          <>
            <p className="text-sm text-muted">You can review once the first person has arrived.</p>
            <Button variant="primary" disabled>
              Review
              <ArrowRight aria-hidden />
            </Button>
          </>
        )}
      </FormActions>
    </WizardLayout>
  );
}

/** The way that is in use already, else the provider's first. */
function chosenAtFirst(
  { authentications }: DirectoryGuide,
  existing: ConnectStepProps["existing"],
): DirectoryAuthentication {
  return authentications.find((by) => existing[by].length > 0) ?? authentications[0];
}

function valuesFor(
  { id, baseUrl, tokenUrl }: ConnectStepProps["directory"],
  issued: Partial<Record<DirectoryAuthentication, string>>,
): Record<DirectoryValue, string | null> {
  return {
    baseUrl,
    tokenUrl,
    clientId: id,
    token: issued.token ?? null,
    clientSecret: issued.client ?? null,
    template: oneLoginTemplate,
  };
}
