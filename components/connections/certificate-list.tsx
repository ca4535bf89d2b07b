import type { ReactNode } from "react";
import { RelativeTime } from "@/components/ui/relative-time";
import type { CertificateView } from "@/lib/schemas/sso-views";
import { certificateName } from "./certificate-name";
import { CertificateBadge } from "./state-badges";

interface CertificateListProps {
  certificates: readonly CertificateView[];
  label: string;
  /** Something at the end of each, e.g. a checkbox to keep it. */
  control?: (certificate: CertificateView) => ReactNode;
}

/** Certificates with subject, expiry, key and fingerprint. */
export function CertificateList({ certificates, label, control }: CertificateListProps) {
  return (
    <ul aria-label={label} className="divide-y divide-line rounded-lg border border-line bg-surface">
      {certificates.map((certificate) => (
        <li key={certificate.fingerprint} className="space-y-1.5 p-4">
          <p className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
            <span className="min-w-0 font-medium [overflow-wrap:anywhere]" title={certificate.subject}>
              {certificateName(certificate.subject)}
            </span>
            <CertificateBadge status={certificate.status} />
          </p>
          <p className="text-sm text-muted">
            {certificate.status === "expired" ? "Expired " : "Expires "}
            <RelativeTime value={certificate.notAfter} />
            {" ("}
            <RelativeTime value={certificate.notAfter} exact />
            {`), ${certificate.key}`}
          </p>
          <details className="text-sm">
            <summary className="w-fit text-accent max-md:min-h-11">Fingerprint</summary>
            <p className="pt-1 text-muted">
              SHA-256{" "}
              <code className="font-mono break-all text-text select-all">{certificate.fingerprint}</code>
            </p>
          </details>
          {control?.(certificate)}
        </li>
      ))}
    </ul>
  );
}
