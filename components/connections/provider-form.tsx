"use client";

import { type ReactNode, useState } from "react";
import { Callout } from "@/components/ui/callout";
import { Form } from "@/components/ui/form";
import { FormActions } from "@/components/ui/form-actions";
import { RadioGroup } from "@/components/ui/radio-group";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { referenceFor } from "@/lib/model/connections/reference";
import type { Protocol } from "@/lib/model/sign-in/identity";
import { oauth2PresetOf, oauth2Presets } from "@/lib/protocols/oauth2/presets/catalogue";
import { oauth2PresetIds } from "@/lib/protocols/oauth2/presets/preset";
import { providerOf, providers } from "@/lib/protocols/providers/catalogue";
import { type FormAction, type FormState, valuesOf } from "@/lib/schemas/form-state";
import { Advanced } from "./advanced";
import { LeaseFields } from "./lease-fields";
import { ProviderPicker } from "./provider-picker";

interface Chosen {
  id: string;
  provider: string;
  protocol: Protocol;
  name: string;
  reference: string;
  /** It has never been live: everything about it can still change. */
  isDraft: boolean;
  /** Values of the provider have been entered. */
  configured: boolean;
}

interface ProviderFormProps {
  action: FormAction;
  /** The connection, if it exists already. */
  connection: Chosen | null;
  back: ReactNode;
  /** Behind a setup link: there is no lease, and the address of the sign-in page belongs to the space. */
  fromOutside?: boolean;
}

const protocolChoices = {
  saml: { label: "SAML 2.0", description: "The most common one." },
  oidc: { label: "OpenID Connect", description: "The newer one." },
  oauth2: { label: "OAuth 2", description: "People sign in at the tool." },
};
type Choice = keyof typeof protocolChoices;

const groups = [
  { label: "Identity providers", choices: providers },
  {
    label: "Business tools (OAuth 2)",
    help: "No identity provider? People sign in with their account at one of these instead.",
    choices: oauth2Presets,
  },
];
const isTool = (provider: string) => oauth2PresetIds.some((id) => id === provider);
const offered = (provider: string): Choice[] =>
  isTool(provider)
    ? ["oauth2"]
    : (["saml", "oidc"] as const).filter((protocol) => providerOf(provider).protocols[protocol]);
const nameFor = (provider: string | null) => {
  if (provider === null || provider === "generic" || provider === "other") return "";
  return isTool(provider) ? oauth2PresetOf(provider).name : providerOf(provider).name;
};
/** What somebody has typed stays; `null` follows the provider. */
const typedName = (connection: Chosen | null) =>
  connection && connection.name !== nameFor(connection.provider) ? connection.name : null;
const typedReference = (connection: Chosen | null) =>
  connection && (!connection.isDraft || connection.reference !== referenceFor(connection.name))
    ? connection.reference
    : null;

/** The provider, the protocol, and the name of the connection. */
// Over 60 lines: the markup of one part of the screen, top to bottom.
export function ProviderForm({ action, connection, back, fromOutside = false }: ProviderFormProps) {
  const [provider, setProvider] = useState<string | null>(connection?.provider ?? null);
  const [protocol, setProtocol] = useState<Choice>(connection?.protocol ?? "saml");
  const [name, setName] = useState(() => typedName(connection));
  const [reference, setReference] = useState(() => typedReference(connection));
  const fixed = connection !== null && !connection.isDraft;
  const all = provider === null ? [] : offered(provider);
  const choices = fixed ? all.filter((one) => one === protocol) : all;
  const spoken = choices.includes(protocol) ? protocol : (choices[0] ?? protocol);
  const shownName = name ?? nameFor(provider);
  const discards = connection?.configured && connection.protocol !== spoken;

  /** The other fields appear with the provider: before that, missing values are no mistakes. */
  function validate(data: FormData): FormState | undefined {
    if (provider !== null) return undefined;
    return { ok: false, fieldErrors: { provider: ["Choose your provider."] }, values: valuesOf(data) };
  }

  return (
    <Form action={action} validate={validate}>
      <LeaseFields {...(connection ? { connectionId: connection.id } : {})} />
      <ProviderPicker
        label="Where do your people have their work accounts?"
        help="Not sure? Ask whoever gives new colleagues their account."
        groups={groups}
        value={provider}
        onChange={setProvider}
        isDisabled={(id) => fixed && !offered(id).includes(spoken)}
      />
      {provider !== null && (
        <>
          <RadioGroup
            name="protocol"
            label="Protocol"
            {...(fixed
              ? { help: "Fixed, because this connection was active. Add another connection to change it." }
              : choices.length > 1
                ? { help: "Both are safe. If you are not sure, choose SAML." }
                : {})}
            columns={2}
            value={spoken}
            onChange={(value) => setProtocol(choices.find((one) => one === value) ?? "saml")}
            options={choices.map((one) => ({ value: one, ...protocolChoices[one] }))}
          />
          {discards && (
            <Callout tone="warn" title="The values you entered will be discarded">
              They belong to {protocolChoices[connection.protocol].label}.
            </Callout>
          )}
          <TextField
            name="name"
            label="Name"
            help="On the sign-in page: “Continue with …”."
            value={shownName}
            onChange={(event) => setName(event.currentTarget.value)}
            maxLength={80}
            required
          />
          {!fromOutside && (
            <Advanced names={["reference"]}>
              <TextField
                name="reference"
                label="Reference"
                help={
                  connection
                    ? "Part of the login URL. If you change it, the old URL stops working."
                    : "Part of the login URL. Letters, digits and _ . + - @. By default, it is made from the name."
                }
                placeholder={referenceFor(shownName)}
                value={reference ?? (connection ? referenceFor(shownName) : "")}
                onChange={(event) => setReference(event.currentTarget.value)}
                maxLength={64}
                mono
                optional={!connection}
              />
            </Advanced>
          )}
        </>
      )}
      <FormActions back={back}>
        <SubmitButton pendingLabel="Saving">Continue</SubmitButton>
      </FormActions>
    </Form>
  );
}
