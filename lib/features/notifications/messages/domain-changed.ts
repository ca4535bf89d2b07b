import { failingGrace, proofRecordName } from "@/lib/model/domains/domain-proof";
import type { Domain } from "@/lib/model/organizations/organization";
import type { Space } from "@/lib/model/spaces/space";
import { type MessageText, moment, named, paragraphs } from "./message-text";

/** To administrators: what a look on the schedule has made of a domain. `null` where there is nothing to say. */
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
        subject: `${space}: the proof of ${domain.name} is gone`,
        body: paragraphs(
          `The DNS record that proves that ${domain.name} is yours cannot be found any more. The domain still counts as verified until ${moment(until)}.`,
          `Put the record back before then, or nobody new can sign in with an address of ${domain.name}.\n${record}`,
          `See the domain: ${page}`,
        ),
      };
    }
    case "expired":
      return {
        subject: `${space}: ${domain.name} is no longer verified`,
        body: paragraphs(
          `The DNS record that proves that ${domain.name} is yours has been missing for more than seven days, so the domain does not count as verified any more. People who are members already can still sign in; nobody new can, and the sign-in page no longer sends addresses of ${domain.name} to your identity provider.`,
          `Put the record back, then choose “Check now”.\n${record}`,
          `See the domain: ${page}`,
        ),
      };
    case "verified":
      return {
        subject: `${space}: ${domain.name} is verified`,
        body: paragraphs(
          `The DNS record that proves that ${domain.name} is yours was found. The domain counts as verified.`,
          `See the domain: ${page}`,
        ),
      };
    case "pending":
      return null;
  }
}
