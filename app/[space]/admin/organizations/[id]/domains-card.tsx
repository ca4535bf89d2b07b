import { StateBadge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { counted } from "@/lib/model/text/counted";
import type { OrganizationDetails } from "@/lib/schemas/organization";
import { spacePaths } from "@/lib/server/http/navigation";

/** Beyond these the card says how many more there are. */
const shownDomains = 12;

/** The email domains that the organization vouches for. */
export function DomainsCard({
  slug,
  details: { domains, status },
}: {
  slug: string;
  details: OrganizationDetails;
}) {
  const isOwn = status === "own";
  const more = domains.length - shownDomains;
  return (
    <Card
      title="Domains"
      actions={isOwn && <ButtonLink href={spacePaths(slug).domains}>Open domains</ButtonLink>}
    >
      {domains.length === 0 ? (
        <p className="text-muted">None{isOwn ? " yet" : " that is verified"}.</p>
      ) : (
        <DescriptionList
          items={domains.slice(0, shownDomains).map(({ name, status }) => ({
            term: name,
            value: <StateBadge state={status} />,
          }))}
        />
      )}
      {more > 0 && <p className="pt-3 text-muted">And {counted(more, "more domain", "more domains")}.</p>}
    </Card>
  );
}
