import type { LiveProvider } from "@/lib/features/sign-in/list-live-providers";
import { createOutbound } from "@/lib/infra/http-client/safe-fetch";
import { certificateStatus } from "@/lib/protocols/saml/certificates/certificates";
import { certificatesOf } from "@/lib/protocols/saml/certificates/stored-certificates";
import type { AppDependencies } from "@/lib/server/process/dependencies";
import { bad, type Finding, good } from "./finding";

/** How many are fetched at once: a hundred that hang must not keep an operator waiting for a quarter of an hour. */
const sideBySide = 8;

/** Whether the providers' documents can be fetched, and the clocks of their answers. */
export async function outgoingFindings(
  { env }: Pick<AppDependencies, "env">,
  providers: readonly LiveProvider[],
): Promise<{ findings: Finding[]; dates: Date[] }> {
  const outbound = createOutbound({ allow: env.outboundAllow });
  const findings: Finding[] = [];
  const dates: Date[] = [];
  const ask = async ({ space, connection, documentUrl }: LiveProvider) => {
    const said = (what: string) => findings.push(bad("outgoing", `${connection} (${space}): ${what}`));
    try {
      const answer = await outbound.fetch(documentUrl ?? "");
      const date = answer.headers.get("date");
      if (date) dates.push(new Date(date));
      if (!answer.ok) said(`${documentUrl} answers ${answer.status}. Ask the space's administrator.`);
    } catch (error) {
      said(error instanceof Error ? error.message : String(error));
    }
  };
  const asked = providers.filter(({ documentUrl }) => documentUrl !== null);
  for (let at = 0; at < asked.length; at += sideBySide)
    await Promise.all(asked.slice(at, at + sideBySide).map(ask));
  if (findings.length > 0) return { findings, dates };
  const answers = asked.length === 1 ? "1 provider answers" : `${asked.length} providers answer`;
  return {
    findings: [good("outgoing", asked.length === 0 ? "no live connection has a document to fetch" : answers)],
    dates,
  };
}

/** Certificates that expire soon or have expired, the providers' and ours. */
export function certificateFindings(providers: LiveProvider[], now: Date): Finding[] {
  const findings = providers.flatMap(({ space, connection, certificates, ownCertificates }) => {
    const theirs = endOf(certificates, now);
    const ours = endOf(ownCertificates, now);
    return [
      ...(theirs ? [`${connection} (${space}): the provider's certificate ${theirs}. Add the new one.`] : []),
      ...(ours
        ? [`${connection} (${space}): our certificate ${ours}. Create a new one on the connection's page.`]
        : []),
    ];
  });
  if (findings.length === 0) return [good("certificates", "none expires within 30 days")];
  return findings.map((finding) => bad("certificates", finding));
}

/** The problem of a set of certificates; `null` while there is time. */
function endOf(certificates: readonly string[], now: Date): string | null {
  const read = certificatesOf(certificates);
  const states = read.map((certificate) => certificateStatus(certificate, now));
  // Several exist during a rollover: one valid certificate keeps people signing in.
  if (states.length === 0 || states.includes("valid")) return null;
  if (states.includes("expiring")) return `expires at ${read[0]?.notAfter}`;
  return states.includes("expired") ? `expired at ${read[0]?.notAfter}` : `begins at ${read[0]?.notBefore}`;
}
