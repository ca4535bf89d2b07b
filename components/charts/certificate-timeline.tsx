import { certificateName } from "@/components/connections/certificate-name";
import { StateBadge } from "@/components/ui/badge";
import { cx } from "@/components/ui/cx";
import { RelativeTime } from "@/components/ui/relative-time";
import type { CertificateView } from "@/lib/schemas/sso-views";
import { placeOnTimeline } from "./timeline-geometry";

const tones: Record<CertificateView["status"], string> = {
  valid: "bg-ok",
  expiring: "bg-warn",
  expired: "bg-danger",
  not_yet_valid: "bg-accent",
};

/** The validity of each of the provider's certificates, on one line with today. */
export function CertificateTimeline({
  certificates,
  now,
}: {
  certificates: readonly CertificateView[];
  now: Date;
}) {
  const { bars, today } = placeOnTimeline(certificates, now);
  return (
    <ul className="space-y-3">
      {certificates.map((certificate, index) => {
        const bar = bars[index];
        return (
          <li key={certificate.fingerprint} className="space-y-1.5">
            <p className="flex flex-wrap items-baseline justify-between gap-x-3">
              <span className="min-w-0 truncate font-medium" title={certificate.subject}>
                {certificateName(certificate.subject)}
              </span>
              <span className="text-sm text-muted">
                {certificate.status === "expired" ? "expired " : "expires "}
                <RelativeTime value={certificate.notAfter} />
              </span>
            </p>
            <div aria-hidden className="relative h-2 rounded-md bg-sunken">
              {bar && (
                <span
                  className={cx("absolute inset-y-0 rounded-md", tones[certificate.status])}
                  style={{ left: `${bar.left}%`, width: `${bar.width}%` }}
                />
              )}
              <span className="absolute -inset-y-1 w-px bg-text" style={{ left: `${today}%` }} />
            </div>
            {certificate.status === "expired" && <StateBadge state="expired" />}
          </li>
        );
      })}
    </ul>
  );
}
