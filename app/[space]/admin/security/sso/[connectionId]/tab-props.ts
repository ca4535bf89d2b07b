import type { Page } from "@/lib/ports/page";
import type { SetupLinkView } from "@/lib/schemas/setup-link";
import type { ConnectionDetails } from "@/lib/schemas/sso-views";
import type { MemberContext } from "@/lib/server/auth/require";
import type { ssoPaths } from "../paths";

/** The props of each tab of a connection's page. */
export interface TabProps {
  ctx: MemberContext;
  details: ConnectionDetails;
  /** Whether this space may change the connection. */
  editable: boolean;
  /** Its newest setup links; empty on the tabs without them. */
  setupLinks: Pick<Page<SetupLinkView>, "rows" | "total">;
  paths: ReturnType<typeof ssoPaths>;
}
