"use client";

import type { ReactNode } from "react";
import { CheckboxField } from "@/components/ui/checkbox-field";
import { Form } from "@/components/ui/form";
import { FormActions } from "@/components/ui/form-actions";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { TextareaField } from "@/components/ui/textarea-field";
import type { OAuth2Configuration } from "@/lib/model/connections/fields/oauth2";
import { settingsAs } from "@/lib/model/connections/protocol-traits";
import { oauth2PresetOf } from "@/lib/protocols/oauth2/presets/catalogue";
import type { HostField, OAuth2Preset } from "@/lib/protocols/oauth2/presets/preset";
import type { FormAction, FormState } from "@/lib/schemas/form-state";
import type { VersionView } from "@/lib/schemas/sso-views";
import { Advanced } from "./advanced";
import { LeaseFields } from "./lease-fields";
import { OAuth2Endpoints, OAuth2Paths } from "./oauth2-endpoints";
import { SecretField } from "./secret-field";
import { parameterLines } from "./setting-field";

interface OAuth2FormProps {
  action: FormAction;
  connectionId: string;
  /** The authentication method. */
  preset: string;
  providerName: string;
  version: VersionView | null;
  back: ReactNode;
  /** Behind a setup link: only the space decides whether tokens are stored. */
  fromOutside: boolean;
  onSaved: (state: FormState) => void;
}

/** A tool's values. A preset tool needs few; any other one its addresses and paths. */
// Over 60 lines: the markup of one part of the screen, top to bottom.
export function OAuth2Form({
  action,
  connectionId,
  providerName,
  version,
  back,
  fromOutside,
  onSaved,
  ...props
}: OAuth2FormProps) {
  const preset = oauth2PresetOf(props.preset);
  const settings = settingsAs("oauth2", version?.settings);
  const stored = settings?.preset === preset.id ? settings : null;
  const isOther = preset.id === "other";
  return (
    <Form action={action} onSuccess={onSaved}>
      <LeaseFields connectionId={connectionId} />
      {preset.hosts.map((host) => (
        <HostControl key={host.name} host={host} stored={stored?.hosts[host.name]} />
      ))}
      {isOther && <OAuth2Endpoints stored={stored} />}
      <TextField
        name="clientId"
        label="Client ID"
        help={`From the application that you created in ${providerName}.`}
        defaultValue={stored?.clientId ?? ""}
        autoComplete="off"
        mono
      />
      <SecretField
        isStored={(version?.hasClientSecret ?? false) && stored !== null}
        help="It is stored encrypted and never shown again."
      />
      {!isOther && preset.account && <AccountField preset={preset} stored={stored} />}
      {isOther && <OAuth2Paths stored={stored} preset={preset} />}
      {!fromOutside && (
        <CheckboxField
          name="keepTokens"
          label="Keep the tool's tokens for programs of this space"
          help="A program with an integration token can then act in the tool as the person who signed in. The tokens are encrypted, refreshed and shown on the person's card, where you can revoke them."
          defaultChecked={stored?.keepTokens ?? false}
        />
      )}
      <Advanced names={["scopes", "tokenEndpointAuthMethod", "scopeSeparator", "extraParameters"]}>
        <TextField
          name="scopes"
          label="Scopes"
          help="The permissions that we request from the tool, separated by spaces. Add what your programs need, for example to read contacts."
          defaultValue={(stored?.scopes ?? preset.scopes).join(" ")}
          mono
        />
        {isOther && <Odds stored={stored} />}
        <SelectField
          name="tokenEndpointAuthMethod"
          label="How we authenticate to the tool"
          defaultValue={stored?.tokenEndpointAuthMethod ?? preset.tokenAuth}
          options={[
            { value: "client_secret_post", label: "Client secret in the form (client_secret_post)" },
            { value: "client_secret_basic", label: "Client secret in a header (client_secret_basic)" },
            ...(isOther
              ? [{ value: "none", label: "No client secret: a public client, by PKCE alone (none)" }]
              : []),
          ]}
        />
      </Advanced>
      <FormActions back={back}>
        <SubmitButton pendingLabel="Checking and saving">Save and continue</SubmitButton>
      </FormActions>
    </Form>
  );
}

function HostControl({ host, stored }: { host: HostField; stored: string | undefined }) {
  const { name, label, help, choices, example, initial, pattern } = host;
  const closed = choices.length > 0 && !pattern.test(example.replace(/^[^.]+/, "anything"));
  if (closed)
    return (
      <SelectField
        name={`hosts.${name}`}
        label={label}
        help={help}
        options={choices}
        defaultValue={stored ?? initial}
      />
    );
  const list = `hosts-${name}`;
  return (
    <>
      <TextField
        name={`hosts.${name}`}
        label={label}
        help={help}
        placeholder={example}
        defaultValue={stored ?? initial}
        {...(choices.length > 0 ? { list } : {})}
        autoComplete="off"
        mono
      />
      {choices.length > 0 && (
        <datalist id={list}>
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </datalist>
      )}
    </>
  );
}

function AccountField({ preset, stored }: { preset: OAuth2Preset; stored: OAuth2Configuration | null }) {
  if (!preset.account) return null;
  const { label, help, required } = preset.account;
  return (
    <TextField
      name="account"
      label={label}
      help={help}
      defaultValue={stored?.account?.value ?? ""}
      optional={!required}
      autoComplete="off"
      mono
    />
  );
}

function Odds({ stored }: { stored: OAuth2Configuration | null }) {
  return (
    <>
      <SelectField
        name="scopeSeparator"
        label="Separator between scopes"
        defaultValue={stored?.scopeSeparator === "," ? "comma" : "blank"}
        options={[
          { value: "blank", label: "Space (the standard)" },
          { value: "comma", label: "Comma" },
        ]}
      />
      <TextareaField
        name="extraParameters"
        label="Additional parameters of the authorization URL"
        help="One a line as name=value: access_type=offline"
        defaultValue={parameterLines(stored?.extraParameters)}
        rows={3}
        optional
        mono
      />
    </>
  );
}
