import { certificateName } from "@/components/connections/certificate-name";
import { StateBadge } from "@/components/ui/badge";
import { RelativeTime } from "@/components/ui/relative-time";
import type { CertificateView } from "@/lib/schemas/sso-views";
import { placeOnTimeline } from "./timeline-geometry";

const tones: Record<CertificateView["status"], string> = {
  valid: "fill-ok",
  expiring: "fill-warn",
  expired: "fill-danger",
  not_yet_valid: "fill-accent",
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
  const note = rolloverNote(certificates);
  return (
    <div className="space-y-3">
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
              {/* Drawn as SVG: the security policy refuses style attributes in what the server sends. */}
              <svg aria-hidden className="block h-4 w-full overflow-visible">
                <title>Valid from left to right; the line is today</title>
                <rect x="0" y="4" width="100%" height="8" rx="4" className="fill-sunken" />
                {bar && (
                  <rect
                    x={`${bar.left}%`}
                    y="4"
                    width={`${bar.width}%`}
                    height="8"
                    rx="4"
                    className={tones[certificate.status]}
                  />
                )}
                <rect x={`${today}%`} y="0" width="1" height="16" className="fill-text" />
              </svg>
              {certificate.status === "expired" && <StateBadge state="expired" />}
            </li>
          );
        })}
      </ul>
      <p className="text-sm text-muted">
        <span aria-hidden className="mr-1.5 inline-block h-3 w-px bg-text align-middle" />
        <span aria-hidden>Today. </span>
        {note}
      </p>
    </div>
  );
}

/** What the certificates together mean for the people who sign in. */
function rolloverNote(certificates: readonly CertificateView[]): string {
  const lasting = certificates.filter(({ status }) => status === "valid" || status === "not_yet_valid");
  const ending = certificates.filter(({ status }) => status === "expiring" || status === "expired");
  if (ending.length === 0)
    return certificates.length > 1
      ? "Several may sign: all of them are tried."
      : "You are reminded before it expires.";
  if (lasting.length > 0) return "The next certificate is known already: nobody will notice the change.";
  return "Add the next one beside it before it expires: all of them are tried.";
}
