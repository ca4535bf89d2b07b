import { CreateSetupLink } from "@/components/connections/create-setup-link";
import { SetupLinks } from "@/components/connections/setup-links";
import { Card } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { listSetupLinks } from "@/lib/features/setup-links/list-setup-links";
import type { ConnectionDetails } from "@/lib/schemas/sso-views";
import type { MemberContext } from "@/lib/server/auth/require";
import { dependencies } from "@/lib/server/process/dependencies";
import { sendsMail } from "@/lib/server/process/mail-words";
import { ssoPaths } from "../paths";
import { createSetupLinkAction, revokeSetupLinkAction } from "../setup-link-actions";

/** The newest ones are here, the others in a list of their own. */
const newest = 5;

/** Setup links: for an outside administrator of the identity provider, who has no user here. */
export async function SetupLinksCard({ ctx, details }: { ctx: MemberContext; details: ConnectionDetails }) {
  const { slug } = ctx.space;
  const query = { connectionId: details.id, pageSize: newest };
  const { rows: links, total } = await listSetupLinks(await dependencies(), ctx, query);
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
