"use client";

import { type ReactNode, useContext } from "react";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { FileField } from "@/components/ui/file-field";
import { FormContext } from "@/components/ui/form-context";
import { RadioGroup } from "@/components/ui/radio-group";
import { TextField } from "@/components/ui/text-field";
import { TextareaField } from "@/components/ui/textarea-field";
import type { SamlField, Taken } from "@/lib/protocols/providers/provider";
import { type SamlSource, samlSources } from "@/lib/schemas/sso-forms";
import { DocumentRead } from "./document-read";
import { type DocumentSource, failureOf, useProviderDocument } from "./use-provider-document";

interface ProviderSourceProps {
  providerName: string;
  take: readonly Taken<SamlField>[];
  source: SamlSource;
  onSource: (source: SamlSource) => void;
  /** Reads a chosen file; returns its text, or nothing if it cannot be used. */
  onFile: (file: File | null) => Promise<string>;
  fileError?: string | undefined;
  metadataUrl: string;
  /** Where to ask what a document says. */
  documentAddress: string;
  /** The single fields. */
  children: ReactNode;
}

/** The provider's name for a value, to appear below our label; `null` if there is none. */
export function labelThere(take: readonly Taken<SamlField>[], field: SamlField): string | null {
  return take.find((taken) => taken.field === field)?.label || null;
}

/**
 * How the provider's values are given, and the fields of each way. What a document says is shown as soon as it is
 * there. What was typed in another way stays.
 */
// Over 60 lines: the markup of one part of the screen, top to bottom.
export function ProviderSource(props: ProviderSourceProps) {
  const { providerName, take, source, onSource, onFile, fileError, metadataUrl, children } = props;
  const { state } = useContext(FormContext);
  const { phase, readSoon, readNow, forget } = useProviderDocument(props.documentAddress);
  const several =
    state.fieldErrors?.providerEntityId !== undefined || (phase.kind === "failed" && phase.several);
  const urlLabel = labelThere(take, "metadataUrl");
  const fileLabel = labelThere(take, "metadataXml");
  const part = (which: SamlSource) => cx("space-y-5", source !== which && "hidden");
  const callsIt = (label: string | null) => label && `${providerName} calls it “${label}”.`;

  const unread = (given: "address" | "document" | "entityId") => {
    const error = failureOf(phase, given);
    return error ? { error } : {};
  };

  /** The input, together with the provider that was chosen in it. */
  function withProvider(control: HTMLElement, given: DocumentSource): DocumentSource {
    const named = control.closest("form")?.elements.namedItem("providerEntityId");
    const entityId = named instanceof HTMLInputElement ? named.value.trim() : "";
    return { ...given, ...(entityId ? { entityId } : {}) };
  }
  const handleGiven = (control: HTMLElement, given: DocumentSource) =>
    readSoon(control, withProvider(control, given));
  function handleRead(button: HTMLElement) {
    const field = button.closest("form")?.elements.namedItem("metadataUrl");
    if (field instanceof HTMLInputElement)
      void readNow(field, withProvider(button, { address: field.value.trim() }));
  }
  return (
    <>
      <RadioGroup
        name="source"
        label={`How do you enter ${providerName}'s values?`}
        columns={2}
        value={source}
        onChange={(value) => onSource(samlSources.find((one) => one === value) ?? "url")}
        options={[
          { value: "url", label: "Metadata address" },
          { value: "file", label: "Metadata file" },
          { value: "xml", label: "Paste metadata" },
          { value: "fields", label: "Enter the values one by one" },
        ]}
      />
      <div className={part("url")}>
        <TextField
          name="metadataUrl"
          type="url"
          label="Metadata address"
          help={`${callsIt(urlLabel) ?? "It must open without signing in."} Checked again every day.`}
          placeholder={take.find((taken) => taken.field === "metadataUrl")?.example ?? "https://"}
          defaultValue={metadataUrl}
          onChange={forget}
          onBlur={(event) =>
            event.currentTarget.value.trim() !== metadataUrl &&
            handleGiven(event.currentTarget, { address: event.currentTarget.value.trim() })
          }
          aside={
            <Button size="small" variant="quiet" onClick={(event) => handleRead(event.currentTarget)}>
              Read it now
            </Button>
          }
          mono
          {...unread("address")}
        />
      </div>
      <div className={part("file")}>
        <FileField
          name="metadataFile"
          label="Metadata file"
          help={callsIt(fileLabel) ?? "Choose the file, or drop it here."}
          accept=".xml,.txt,application/xml,text/xml,application/samlmetadata+xml"
          onChange={(event) => {
            const control = event.currentTarget;
            void onFile(control.files?.[0] ?? null).then((document) => handleGiven(control, { document }));
          }}
          {...(fileError ? { error: fileError } : unread("document"))}
        />
      </div>
      <div className={part("xml")}>
        <TextareaField
          name="metadataXml"
          label="Metadata document"
          help="The whole document, from its first < to its last >."
          rows={8}
          onChange={forget}
          onBlur={(event) => handleGiven(event.currentTarget, { document: event.currentTarget.value.trim() })}
          mono
          {...unread("document")}
        />
      </div>
      <div className={cx("space-y-5", source === "fields" && "hidden")}>
        <DocumentRead phase={phase} />
        <div className={cx(!several && "hidden")}>
          <TextField
            name="providerEntityId"
            label="Which identity provider"
            help="The metadata lists several: enter the entity ID of yours."
            mono
            optional
            {...unread("entityId")}
          />
        </div>
      </div>
      <div className={part("fields")}>{children}</div>
    </>
  );
}
