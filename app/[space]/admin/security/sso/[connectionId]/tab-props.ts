import type { ConnectionDetails } from "@/lib/schemas/sso-views";
import type { MemberContext } from "@/lib/server/auth/require";
import type { ssoPaths } from "../paths";

/** The props of each tab of a connection's page. */
export interface TabProps {
  ctx: MemberContext;
  details: ConnectionDetails;
  /** Whether this space may change the connection. */
  editable: boolean;
  paths: ReturnType<typeof ssoPaths>;
}
