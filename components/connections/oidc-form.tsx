"use client";

import type { ReactNode } from "react";
import { CheckboxField } from "@/components/ui/checkbox-field";
import { Form } from "@/components/ui/form";
import { FormActions } from "@/components/ui/form-actions";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import type { OidcField, Taken } from "@/lib/protocols/providers/provider";
import type { FormAction, FormState } from "@/lib/schemas/form-state";
import type { VersionView } from "@/lib/schemas/sso-views";
import { Advanced } from "./advanced";
import { LeaseFields } from "./lease-fields";
import { SecretField } from "./secret-field";
import { flowWords } from "./words";

interface OidcFormProps {
  action: FormAction;
  connectionId: string;
  providerName: string;
  take: readonly Taken<OidcField>[];
  version: VersionView | null;
  back: ReactNode;
  onSaved: (state: FormState) => void;
}

/** The provider's OpenID values. The secret goes in and never comes out. */
export function OidcForm(props: OidcFormProps) {
  const { action, connectionId, providerName, take, version, back, onSaved } = props;
  const stored = version?.settings.protocol === "oidc" ? version.settings : null;
  const taken = (field: OidcField) => take.find((one) => one.field === field);
  const there = (field: OidcField) => {
    const label = taken(field)?.label;
    return label ? `${providerName} calls it “${label}”.` : undefined;
  };
  return (
    <Form action={action} onSuccess={onSaved}>
      <LeaseFields connectionId={connectionId} />
      <TextField
        name="issuer"
        label="Issuer or discovery URL"
        help={`${there("issuer") ?? ""} The issuer, or the address that ends in /.well-known/openid-configuration.`.trim()}
        placeholder={taken("issuer")?.example ?? "https://"}
        defaultValue={stored?.issuer ?? ""}
        mono
      />
      <TextField
        name="clientId"
        label="Client ID"
        help={there("clientId")}
        defaultValue={stored?.clientId ?? ""}
        autoComplete="off"
        mono
      />
      <SecretField isStored={version?.hasClientSecret ?? false} help={there("clientSecret")} />
      <Advanced
        names={["scopes", "tokenEndpointAuthMethod", "logoutUrl", "loginFlow", "forceReauthentication"]}
      >
        <TextField
          name="scopes"
          label="Scopes"
          help="What we ask the provider for, set apart by blanks. openid is always among them."
          defaultValue={(stored?.scopes ?? ["openid", "email", "profile"]).join(" ")}
          mono
        />
        <SelectField
          name="tokenEndpointAuthMethod"
          label="How we prove ourselves to the provider"
          placeholder="As the provider offers it"
          defaultValue={stored?.tokenEndpointAuthMethod ?? ""}
          options={[
            { value: "client_secret_basic", label: "Client secret in a header (client_secret_basic)" },
            { value: "client_secret_post", label: "Client secret in the form (client_secret_post)" },
          ]}
        />
        <TextField
          name="logoutUrl"
          type="url"
          label="Logout URL"
          help="Where people are sent after they sign out here. Left empty, they stay on our page."
          defaultValue={stored?.logoutUrl ?? ""}
          mono
          optional
        />
        <SelectField
          name="loginFlow"
          label="Login flow"
          help="Where a sign-in may begin. From the provider means: by a click on this application in its list."
          options={Object.entries(flowWords).map(([value, label]) => ({ value, label }))}
          defaultValue={stored?.loginFlow ?? "sp"}
        />
        <CheckboxField
          name="forceReauthentication"
          label="Ask people to prove who they are every time"
          help="The provider asks for the password or second factor again, even where it knows the person already. Whoever comes by an earlier sign-in is refused."
          defaultChecked={stored?.forceReauthentication ?? false}
        />
      </Advanced>
      <FormActions back={back}>
        <SubmitButton pendingLabel="Checking and saving">Save and continue</SubmitButton>
      </FormActions>
    </Form>
  );
}
