"use client";

import { CircleCheck } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { LiveStatus } from "@/components/ui/live-status";
import { RelativeTime } from "@/components/ui/relative-time";
import { counted } from "@/lib/model/text/counted";
import type { CertificateView } from "@/lib/schemas/sso-views";
import { certificateName } from "./certificate-name";
import { CertificateBadge } from "./state-badges";
import type { DocumentPhase } from "./use-provider-document";

/** What was read from a provider's document, before it is saved. Why it could not be read stands at its field. */
export function DocumentRead({ phase }: { phase: DocumentPhase }) {
  if (phase.kind === "idle") return <LiveStatus state="idle" />;
  if (phase.kind === "reading") return <LiveStatus state="working">Reading</LiveStatus>;
  if (phase.kind === "failed")
    return (
      // The person may be in the next field by now.
      <p role="status" className="sr-only">
        {phase.message}
      </p>
    );
  const { facts, certificates, notes } = phase.document;
  return (
    <div role="status" className="space-y-3 rounded-lg border border-line p-4">
      <Badge tone="ok" icon={CircleCheck}>
        Read
      </Badge>
      <dl className="space-y-2 text-sm">
        {facts.map(({ term, value }) => (
          <div key={term}>
            <dt className="text-muted">{term}</dt>
            <dd className="font-mono [overflow-wrap:anywhere]">{value}</dd>
          </div>
        ))}
        {certificates.length > 0 && (
          <div>
            <dt className="text-muted">{counted(certificates.length, "certificate")}</dt>
            {certificates.map((certificate) => (
              <Ends key={certificate.fingerprint} certificate={certificate} />
            ))}
          </div>
        )}
      </dl>
      {notes.length > 0 && (
        <ul className="list-disc space-y-1 pl-4 text-sm text-muted">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Ends({ certificate }: { certificate: CertificateView }) {
  const { subject, status, notAfter } = certificate;
  return (
    <dd className="flex flex-wrap items-center gap-x-3 gap-y-0.5">
      <span className="[overflow-wrap:anywhere]">{certificateName(subject)}</span>
      <span className="text-muted">
        {status === "expired" ? "expired " : "expires "}
        <RelativeTime value={notAfter} exact />
      </span>
      {status !== "valid" && <CertificateBadge status={status} />}
    </dd>
  );
}
