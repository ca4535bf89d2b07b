"use client";

import { type ReactNode, useState } from "react";
import { Form } from "@/components/ui/form";
import { FormActions } from "@/components/ui/form-actions";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { samlFields } from "@/lib/model/connections/fields/saml";
import { settingsAs } from "@/lib/model/connections/protocol-traits";
import type { SamlField, Taken } from "@/lib/protocols/providers/provider";
import { type FormAction, type FormState, valuesOf } from "@/lib/schemas/form-state";
import type { SamlSource } from "@/lib/schemas/sso-forms";
import type { VersionView } from "@/lib/schemas/sso-views";
import { CertificatesField } from "./certificates-field";
import { LeaseFields } from "./lease-fields";
import { labelThere, ProviderSource } from "./provider-source";
import { largestFile, readFile, tooLarge } from "./read-file";
import { AdvancedSettings } from "./setting-field";
import { useAskedField } from "./use-asked-field";

interface SamlFormProps {
  action: FormAction;
  connectionId: string;
  providerName: string;
  take: readonly Taken<SamlField>[];
  /** The stored values. */
  version: VersionView | null;
  /** Where to ask what a document of the provider says. */
  documentAddress: string;
  back: ReactNode;
  onSaved: (state: FormState) => void;
}

const sourceOf: Partial<Record<SamlField, SamlSource>> = { metadataUrl: "url", metadataXml: "file" };

/** The provider's SAML values. */
// Over 60 lines: the markup of one part of the screen, top to bottom.
export function SamlForm(props: SamlFormProps) {
  const { action, connectionId, providerName, take, version, back, onSaved } = props;
  const stored = settingsAs("saml", version?.settings);
  const first = take[0] && sourceOf[take[0].field];
  const asked = useAskedField();
  const [source, setSource] = useState<SamlSource>(
    asked ? "fields" : stored ? (stored.metadataUrl ? "url" : "fields") : (first ?? "url"),
  );
  const [file, setFile] = useState({ text: "", problem: "" });

  async function handleFile(chosen: File | null): Promise<string> {
    const reading = chosen && (await readFile(chosen));
    const text = reading?.ok ? reading.text : "";
    setFile({ text, problem: reading && !reading.ok ? reading.problem : "" });
    return text;
  }

  /** Replaces the file by its text, and stops files that are too large to send. */
  function validate(data: FormData): FormState | undefined {
    data.delete("certificateFile");
    data.set("metadataFile", file.text);
    const refuse = (field: string, sentence: string) => ({
      ok: false,
      fieldErrors: { [field]: [sentence] },
      values: valuesOf(data),
    });
    if (source === "file" && file.problem) return refuse("metadataFile", file.problem);
    const pasted = String(data.get("metadataXml") ?? "");
    if (source === "xml" && pasted.length > largestFile)
      return refuse("metadataXml", tooLarge(pasted.length));
    // Fields of another way of entering the values are not sent at all.
    if (source !== "xml") data.delete("metadataXml");
    if (source !== "file") data.delete("metadataFile");
    return undefined;
  }

  const there = (field: SamlField, otherwise: string) => {
    const label = labelThere(take, field);
    return label ? `${providerName} calls it “${label}”.` : otherwise;
  };
  return (
    <Form action={action} validate={validate} onSuccess={onSaved}>
      <LeaseFields connectionId={connectionId} />
      <ProviderSource
        providerName={providerName}
        take={take}
        source={source}
        onSource={setSource}
        onFile={handleFile}
        fileError={file.problem || undefined}
        metadataUrl={stored?.metadataUrl ?? ""}
        documentAddress={props.documentAddress}
      >
        <TextField
          name="entityId"
          label="Entity ID"
          help={there("entityId", "The provider's own name. It may be called issuer there.")}
          defaultValue={stored?.entityId ?? ""}
          mono
        />
        <TextField
          name="loginUrl"
          type="url"
          label="Login URL"
          help={`${there("loginUrl", "Where people sign in. It may be called single sign-on URL there.")} Empty only if people always start at ${providerName} (“Advanced settings”).`}
          defaultValue={stored?.loginUrl ?? ""}
          mono
        />
        <CertificatesField
          stored={version?.certificates ?? []}
          help={there("certificates", "The certificate that the provider signs with.")}
        />
      </ProviderSource>
      <AdvancedSettings fields={samlFields} stored={stored} />
      <FormActions back={back}>
        <SubmitButton pendingLabel="Checking and saving">Save and continue</SubmitButton>
      </FormActions>
    </Form>
  );
}
