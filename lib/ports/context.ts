import type { Actor } from "@/lib/model/audit/audit";
import type { Membership, User } from "@/lib/model/people/person";
import type { Role } from "@/lib/model/people/roles";
import type { Space } from "@/lib/model/spaces/space";

/** A person or program at work in a space: made by lib/server/auth after every check of who they are. */
export interface Context {
  space: Space;
  /** As the audit log names them. */
  actor: Actor;
  /** The person; `null` for an integration token's account or the command line. */
  user: User | null;
  membership: Membership | null;
  /**
   * The highest role that they may give to anybody: a member's own, of an integration token its maker's. The command
   * line and operators act as administrators; a setup link gives nothing.
   */
  role: Role;
  /** The browser session; `null` for tokens and the command line. */
  sessionId: string | null;
  via: "session" | "token" | "command_line" | "setup_link";
}
