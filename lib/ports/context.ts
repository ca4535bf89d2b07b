import type { Actor } from "@/lib/model/audit/audit";
import type { Membership, User } from "@/lib/model/people/person";
import type { Role } from "@/lib/model/people/roles";
import type { Space } from "@/lib/model/spaces/space";

/** A person or program at work in a space: created by lib/server/auth after every check of their identity. */
export interface Context {
  space: Space;
  /** Their name in the audit log. */
  actor: Actor;
  /** The person; `null` for an integration token's account or the command line. */
  user: User | null;
  membership: Membership | null;
  /**
   * The highest role that they may grant: a member's own, an integration token's creator's. The command line and
   * operators act as administrators; a setup link grants nothing.
   */
  role: Role;
  /** The browser session; `null` for tokens and the command line. */
  sessionId: string | null;
  via: "session" | "token" | "command_line" | "setup_link";
}
