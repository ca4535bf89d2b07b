import type { ConnectionDetails } from "@/lib/schemas/sso-views";
import type { MemberContext } from "@/lib/server/auth/require";
import type { ssoPaths } from "../paths";

/** What each tab of a connection's page is given. */
export interface TabProps {
  ctx: MemberContext;
  details: ConnectionDetails;
  /** Whether this space may change the connection. */
  editable: boolean;
  paths: ReturnType<typeof ssoPaths>;
}
