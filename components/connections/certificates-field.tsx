"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { FileField } from "@/components/ui/file-field";
import { TextareaField } from "@/components/ui/textarea-field";
import type { CertificateView } from "@/lib/schemas/sso-views";
import { CertificateList } from "./certificate-list";
import { readFile } from "./read-file";

interface CertificatesFieldProps {
  stored: readonly CertificateView[];
  /** The provider's name for it. */
  help: string;
}

/** The stored certificates, each to keep or to remove, and a place to add some. */
// Over 60 lines: the markup of one part of the screen, top to bottom.
export function CertificatesField({ stored, help }: CertificatesFieldProps) {
  const [removed, setRemoved] = useState<readonly string[]>([]);
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string>();

  async function handleFiles(files: FileList | null) {
    let added = "";
    setProblem(undefined);
    for (const file of files ?? []) {
      const reading = await readFile(file);
      if (reading.ok) added += `${reading.text.trim()}\n`;
      else setProblem(reading.problem);
    }
    if (added) setText((before) => (before.trim() ? `${before.trim()}\n${added}` : added));
  }

  const kept = stored.filter(({ fingerprint }) => !removed.includes(fingerprint));
  const toggle = (fingerprint: string) =>
    setRemoved((before) =>
      before.includes(fingerprint) ? before.filter((one) => one !== fingerprint) : [...before, fingerprint],
    );
  return (
    <div className="space-y-4">
      {kept.map(({ pem, fingerprint }) => (
        <input key={fingerprint} type="hidden" name="kept" value={pem} />
      ))}
      {stored.length > 0 && (
        <div className="space-y-1.5">
          <p className="font-medium">Certificates in use</p>
          <CertificateList
            certificates={stored}
            label="Certificates in use"
            control={({ fingerprint, subject }) => {
              const gone = removed.includes(fingerprint);
              return (
                <div className="flex flex-wrap items-center gap-3 pt-1">
                  <Button
                    size="small"
                    aria-pressed={gone}
                    aria-label={`${gone ? "Keep" : "Remove"} ${subject || "the certificate"}`}
                    onClick={() => toggle(fingerprint)}
                  >
                    {gone ? "Keep" : "Remove"}
                  </Button>
                  {gone && <span className="text-sm text-warn">Will be removed when you save.</span>}
                </div>
              );
            }}
          />
        </div>
      )}
      <TextareaField
        name="certificates"
        label={stored.length > 0 ? "Add a certificate" : "Signing certificate"}
        help={`${help} Paste one or several. During a certificate change, keep both: all of them are tried.`}
        rows={6}
        mono
        optional={stored.length > 0}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        {...(problem ? { error: problem } : {})}
      />
      <FileField
        name="certificateFile"
        label="Or choose a file"
        accept=".pem,.crt,.cer,.der,.txt"
        multiple
        optional
        onChange={(event) => void handleFiles(event.currentTarget.files)}
      />
    </div>
  );
}
