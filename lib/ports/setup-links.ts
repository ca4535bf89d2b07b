import type { SetupLink, SetupSession } from "@/lib/model/setup-links/setup-link";
import type { SetupLinkState } from "@/lib/model/setup-links/setup-link-state";
import type { Page, PageQuery } from "./page";

export interface SetupLinkQuery extends PageQuery {
  connectionId?: string;
  state?: SetupLinkState;
}

/** The setup links of one space. */
export interface SetupLinks {
  byId(id: string): Promise<SetupLink | null>;
  /** Newest first if nothing else is asked for. Search looks in recipient, note and the connection's name. */
  page(query: SetupLinkQuery, now: Date): Promise<Page<SetupLink>>;
  /** Throws if the connection is not of that organization, or the organization not of the space. */
  insert(link: SetupLink & { hash: string }): Promise<void>;
  /** Revokes it and ends what was opened with it; `false` if it was revoked before. */
  revoke(id: string, at: Date): Promise<boolean>;
}

/** Finding a setup link by the secret in its address, or by what that was traded for; no tenant is known yet. */
export interface SetupLinkLookup {
  byHash(hash: string): Promise<SetupLink | null>;
  /** Trades a link that is neither revoked nor over; `false` if it is. One statement decides. */
  open(session: SetupSession & { hash: string }, now: Date): Promise<boolean>;
  /** The link behind a session that still counts. */
  bySession(hash: string, now: Date): Promise<SetupLink | null>;
}
