import { CreateSetupLink } from "@/components/connections/create-setup-link";
import { SetupLinks } from "@/components/connections/setup-links";
import { Card } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import type { ConnectionDetails } from "@/lib/schemas/sso-views";
import { sendsMail } from "@/lib/server/process/mail-words";
import { ssoPaths } from "../paths";
import { createSetupLinkAction, revokeSetupLinkAction } from "../setup-link-actions";
import type { TabProps } from "./tab-props";

interface SetupLinksCardProps {
  slug: string;
  details: ConnectionDetails;
  setupLinks: TabProps["setupLinks"];
}

/**
 * Setup links, for an outside administrator of the identity provider, who has no user here: the newest ones. The others
 * are in a list of their own.
 */
export async function SetupLinksCard({ slug, details, setupLinks }: SetupLinksCardProps) {
  const { rows: links, total } = setupLinks;
  return (
    <Card
      id="setup-links"
      flush={total === 0}
      title="Setup link"
      description={`Does somebody else administer ${details.providerName}? Send them a link. They enter its values and test them, and you activate.`}
      actions={
        <CreateSetupLink
          space={slug}
          connection={{
            id: details.id,
            providerName: details.providerName,
            configured: details.live !== null || details.draft !== null,
          }}
          action={createSetupLinkAction}
          sendsMail={await sendsMail()}
        />
      }
    >
      <SetupLinks
        space={slug}
        address={`${ssoPaths(slug).connection(details.id)}/setup-links`}
        initial={links}
        footer={
          total > links.length && (
            <Link href={`${ssoPaths(slug).setupLinks}?${new URLSearchParams({ q: details.name })}`}>
              All {total} setup links of {details.name}
            </Link>
          )
        }
        revokeAction={revokeSetupLinkAction}
      />
    </Card>
  );
}
