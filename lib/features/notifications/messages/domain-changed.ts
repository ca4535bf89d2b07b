import { failingGrace, proofRecordName } from "@/lib/model/domains/domain-proof";
import type { Domain } from "@/lib/model/organizations/organization";
import type { Space } from "@/lib/model/spaces/space";
import { type MessageText, moment, named, paragraphs } from "./message-text";

/** To administrators: the result of a scheduled domain check. `null` if there is nothing to say. */
export function domainChanged(facts: {
  domain: Pick<Domain, "id" | "name" | "status" | "challenge" | "verifiedAt">;
  space: Pick<Space, "slug" | "name">;
  appUrl: string;
}): MessageText | null {
  const { domain, appUrl } = facts;
  const space = named(facts.space.name);
  const page = `${appUrl}/${facts.space.slug}/admin/security/domains/${domain.id}`;
  const record = `TXT record at ${proofRecordName(domain.name)}: ${domain.challenge}`;
  switch (domain.status) {
    case "failing": {
      const until = new Date((domain.verifiedAt?.getTime() ?? 0) + failingGrace);
      return {
        subject: `${space}: the DNS record of ${domain.name} is missing`,
        body: paragraphs(
          `The DNS record that proves that ${domain.name} is yours cannot be found any more. The domain stays verified until ${moment(until)}.`,
          `Restore the record before then. Otherwise new people with an address in ${domain.name} cannot sign in.\n${record}`,
          `Open the domain: ${page}`,
        ),
      };
    }
    case "expired":
      return {
        subject: `${space}: ${domain.name} is no longer verified`,
        body: paragraphs(
          `The DNS record that proves that ${domain.name} is yours has been missing for more than seven days, so the domain is no longer verified. Existing members can still sign in. New people cannot, and the sign-in page no longer sends addresses in ${domain.name} to your identity provider.`,
          `Restore the record, then choose “Check now”.\n${record}`,
          `Open the domain: ${page}`,
        ),
      };
    case "verified":
      return {
        subject: `${space}: ${domain.name} is verified`,
        body: paragraphs(
          `The DNS record that proves that ${domain.name} is yours was found. The domain is verified.`,
          `Open the domain: ${page}`,
        ),
      };
    case "pending":
      return null;
  }
}
