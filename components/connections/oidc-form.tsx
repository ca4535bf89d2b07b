"use client";

import type { ReactNode } from "react";
import { Form } from "@/components/ui/form";
import { FormActions } from "@/components/ui/form-actions";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { oidcFields } from "@/lib/model/connections/fields/oidc";
import { settingsAs } from "@/lib/model/connections/protocol-traits";
import type { OidcField, Taken } from "@/lib/protocols/providers/provider";
import type { FormAction, FormState } from "@/lib/schemas/form-state";
import type { VersionView } from "@/lib/schemas/sso-views";
import { DocumentRead } from "./document-read";
import { LeaseFields } from "./lease-fields";
import { SecretField } from "./secret-field";
import { AdvancedSettings } from "./setting-field";
import { failureOf, useProviderDocument } from "./use-provider-document";

interface OidcFormProps {
  action: FormAction;
  connectionId: string;
  providerName: string;
  take: readonly Taken<OidcField>[];
  version: VersionView | null;
  /** Where to ask what the provider's document says. */
  documentAddress: string;
  back: ReactNode;
  onSaved: (state: FormState) => void;
}

/** The provider's OpenID values. The secret can be set and is never shown. */
export function OidcForm(props: OidcFormProps) {
  const { action, connectionId, providerName, take, version, back, onSaved } = props;
  const stored = settingsAs("oidc", version?.settings);
  const { phase, readSoon, forget } = useProviderDocument(props.documentAddress);
  const unread = failureOf(phase, "address");
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
        help={there("issuer") ?? "The issuer, or the address that ends in /.well-known/openid-configuration."}
        onChange={forget}
        onBlur={(event) => {
          const address = event.currentTarget.value.trim();
          if (address !== stored?.issuer) readSoon(event.currentTarget, { address });
        }}
        placeholder={taken("issuer")?.example ?? "https://"}
        defaultValue={stored?.issuer ?? ""}
        mono
        {...(unread ? { error: unread } : {})}
      />
      <DocumentRead phase={phase} />
      <TextField
        name="clientId"
        label="Client ID"
        help={there("clientId")}
        defaultValue={stored?.clientId ?? ""}
        autoComplete="off"
        mono
      />
      <SecretField isStored={version?.hasClientSecret ?? false} help={there("clientSecret")} />
      <AdvancedSettings fields={oidcFields} stored={stored} />
      <FormActions back={back}>
        <SubmitButton pendingLabel="Checking and saving">Save and continue</SubmitButton>
      </FormActions>
    </Form>
  );
}
