import type { RequestNotes } from "@/lib/db/repositories/directory-requests";
import type { Directory, FeedReason } from "@/lib/model/directories/directory";
import type { Conditions } from "@/lib/protocols/scim/conditions";
import type { Selection } from "@/lib/protocols/scim/selection";

/** A SCIM request of a directory whose credential was accepted. */
export interface ScimContext {
  directory: Directory;
  /** The directory's address, without a slash at the end. */
  base: string;
  conditions: Conditions;
  selection: Selection;
  /** Filled while the request is served, for the request log. */
  notes: RequestNotes;
}

/** What is answered; `body` is JSON, `null`: none. */
export interface ScimAnswer {
  status: number;
  body: object | null;
  /** Of a Bulk: which of its operations were refused, for the log. */
  partly?: string;
  /** The address of what was made. */
  location?: string;
  /** The version of what is answered. */
  etag?: string;
}

/** The address below which a directory is served. */
export function directoryAddress(appUrl: string, directoryId: string): string {
  return `${appUrl}/api/scim/v2/${directoryId}`;
}

/** Nothing of a request has happened yet. */
export const noNotes = (): RequestNotes => ({ changed: [], ignored: [], reasons: [] });

/** Keeps a note for the log; a request of many changes is not told in full. */
export function note(ctx: ScimContext, changed: readonly string[], reason: FeedReason | null = null): void {
  const { notes } = ctx;
  const room = 50 - notes.changed.length;
  if (room > 0) notes.changed.push(...changed.slice(0, room));
  if (reason !== null && !notes.reasons.includes(reason)) notes.reasons.push(reason);
}
