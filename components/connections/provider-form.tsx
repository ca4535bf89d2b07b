"use client";

import { type ReactNode, useState } from "react";
import { Form } from "@/components/ui/form";
import { FormActions } from "@/components/ui/form-actions";
import { ProviderMark } from "@/components/ui/provider-mark";
import { RadioGroup } from "@/components/ui/radio-group";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { referenceFor } from "@/lib/model/connections/reference";
import type { Protocol } from "@/lib/model/sign-in/identity";
import { oauth2PresetOf, oauth2Presets } from "@/lib/protocols/oauth2/presets/catalogue";
import { oauth2PresetIds } from "@/lib/protocols/oauth2/presets/preset";
import { type ProviderId, providerOf, providers } from "@/lib/protocols/providers/catalogue";
import type { FormAction } from "@/lib/schemas/form-state";
import { Advanced } from "./advanced";
import { LeaseFields } from "./lease-fields";

type Chosen = { id: string; provider: string; protocol: Protocol; name: string; reference: string };

interface ProviderFormProps {
  action: FormAction;
  /** The connection, if it has been made already. */
  connection: Chosen | null;
  back: ReactNode;
}

const protocolChoices = {
  saml: {
    label: "SAML 2.0",
    description: "The most common protocol. The provider vouches for people with signed documents.",
  },
  oidc: {
    label: "OpenID Connect",
    description: "The newer protocol. It needs a client ID and a client secret from the provider.",
  },
  oauth2: {
    label: "OAuth 2",
    description: "People sign in at the tool, and the tool says who they are.",
  },
};
type Choice = keyof typeof protocolChoices;

const isTool = (provider: string) => oauth2PresetIds.some((id) => id === provider);
const offered = (provider: string): Choice[] =>
  isTool(provider)
    ? ["oauth2"]
    : (["saml", "oidc"] as const).filter((protocol) => providerOf(provider).protocols[protocol]);
const nameFor = (provider: string) => {
  if (provider === "generic" || provider === "other") return "";
  return isTool(provider) ? oauth2PresetOf(provider).name : providerOf(provider).name;
};

/** Which provider by which protocol, and what the connection is called. */
export function ProviderForm({ action, connection, back }: ProviderFormProps) {
  const [provider, setProvider] = useState(connection?.provider ?? ("okta" satisfies ProviderId));
  const [protocol, setProtocol] = useState<Choice>(connection?.protocol ?? "saml");
  const [name, setName] = useState<string | null>(connection?.name ?? null);
  // A connection's protocol stays: its keys and versions belong to it.
  const choices = connection ? offered(provider).filter((one) => one === protocol) : offered(provider);
  const spoken = choices.includes(protocol) ? protocol : (choices[0] ?? protocol);
  const shownName = name ?? nameFor(provider);

  return (
    <Form action={action}>
      <LeaseFields {...(connection ? { connectionId: connection.id } : {})} />
      <RadioGroup
        name="provider"
        label="Which identity provider do your people sign in with?"
        help="The identity provider is the system that manages your people's accounts, for example Okta. Tools such as HubSpot are at the end: they are connected with OAuth 2."
        columns={3}
        value={provider}
        onChange={setProvider}
        options={[...providers, ...oauth2Presets].map((one) => ({
          value: one.id,
          label: one.name,
          description: one.summary,
          mark: <ProviderMark provider={one.id} />,
          disabled: connection !== null && !offered(one.id).includes(spoken),
        }))}
      />
      <RadioGroup
        name="protocol"
        label="Protocol"
        help={
          connection
            ? "The protocol cannot be changed after the connection is created. To use another one, remove this connection and create a new one."
            : choices.length > 1
              ? "Both are safe. Choose the one that you know, or SAML."
              : "This provider supports only one protocol here."
        }
        columns={2}
        value={spoken}
        onChange={(value) => setProtocol(choices.find((one) => one === value) ?? "saml")}
        options={choices.map((one) => ({ value: one, ...protocolChoices[one] }))}
      />
      <TextField
        name="name"
        label="Name"
        help="People see it on the sign-in page: “Continue with …”."
        value={shownName}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={80}
        required
      />
      <Advanced names={["reference"]}>
        <TextField
          name="reference"
          label="Reference"
          help={
            connection
              ? "It is part of the login URL. If you change it, the old URL no longer works."
              : "It is part of the login URL. Letters, digits and _ . + - @. If you leave it empty, it is made from the name."
          }
          placeholder={referenceFor(shownName)}
          {...(connection ? { defaultValue: connection.reference } : {})}
          maxLength={64}
          mono
          optional={!connection}
        />
      </Advanced>
      <FormActions back={back}>
        <SubmitButton pendingLabel="Saving">Continue</SubmitButton>
      </FormActions>
    </Form>
  );
}
