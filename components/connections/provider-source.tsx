"use client";

import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";
import { FileField } from "@/components/ui/file-field";
import { RadioGroup } from "@/components/ui/radio-group";
import { TextField } from "@/components/ui/text-field";
import { TextareaField } from "@/components/ui/textarea-field";
import type { SamlField, Taken } from "@/lib/protocols/providers/provider";
import { type SamlSource, samlSources } from "@/lib/schemas/sso-forms";

interface ProviderSourceProps {
  providerName: string;
  take: readonly Taken<SamlField>[];
  source: SamlSource;
  onSource: (source: SamlSource) => void;
  onFile: (file: File | null) => void;
  fileError?: string | undefined;
  metadataUrl: string;
  /** The single fields. */
  children: ReactNode;
}

/** What a value is called at the provider, to appear below our label; `null` if nobody knows. */
export function labelThere(take: readonly Taken<SamlField>[], field: SamlField): string | null {
  return take.find((taken) => taken.field === field)?.label || null;
}

/** How the provider's values are given, and the fields of each way. What was typed in another way stays. */
export function ProviderSource(props: ProviderSourceProps) {
  const { providerName, take, source, onSource, onFile, fileError, metadataUrl, children } = props;
  const urlLabel = labelThere(take, "metadataUrl");
  const fileLabel = labelThere(take, "metadataXml");
  const part = (which: SamlSource) => cx("space-y-5", source !== which && "hidden");
  return (
    <>
      <RadioGroup
        name="source"
        label={`How do you enter ${providerName}'s values?`}
        columns={2}
        value={source}
        onChange={(value) => onSource(samlSources.find((one) => one === value) ?? "url")}
        options={[
          {
            value: "url",
            label: "Metadata address",
            description: urlLabel ? `“${urlLabel}”. Checked again every day.` : "Checked again every day.",
          },
          {
            value: "file",
            label: "Metadata file",
            description: fileLabel ? `“${fileLabel}”, saved as a file.` : "An XML file.",
          },
          { value: "xml", label: "Paste metadata", description: "The XML document as text." },
          {
            value: "fields",
            label: "Enter the values one by one",
            description: "Entity ID, login URL and certificate.",
          },
        ]}
      />
      <div className={part("url")}>
        <TextField
          name="metadataUrl"
          type="url"
          label="Metadata address"
          help={urlLabel ? `${providerName} calls it “${urlLabel}”.` : "It must open without signing in."}
          placeholder={take.find((taken) => taken.field === "metadataUrl")?.example ?? "https://"}
          defaultValue={metadataUrl}
          mono
        />
      </div>
      <div className={part("file")}>
        <FileField
          name="metadataFile"
          label="Metadata file"
          help={fileLabel ? `${providerName} calls it “${fileLabel}”.` : "Choose the file, or drop it here."}
          accept=".xml,.txt,application/xml,text/xml,application/samlmetadata+xml"
          onChange={(event) => onFile(event.currentTarget.files?.[0] ?? null)}
          {...(fileError ? { error: fileError } : {})}
        />
      </div>
      <div className={part("xml")}>
        <TextareaField
          name="metadataXml"
          label="Metadata document"
          help="The whole document, from its first < to its last >."
          rows={8}
          mono
        />
      </div>
      <div className={cx("space-y-5", source === "fields" && "hidden")}>
        <TextField
          name="providerEntityId"
          label="Which identity provider"
          help="Only if the metadata lists several: the entity ID of yours."
          mono
          optional
        />
      </div>
      <div className={part("fields")}>{children}</div>
    </>
  );
}
