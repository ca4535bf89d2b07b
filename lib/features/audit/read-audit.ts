import type { AuditFilter as StoredFilter } from "@/lib/db/repositories/audit-log";
import type { Message } from "@/lib/model/audit/audit";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { Page, PageQuery, Period } from "@/lib/ports/page";
import type { AttemptView, AuditEventView } from "@/lib/schemas/audit";
import { viewAttempt, viewAuditEvent } from "./audit-views";

type Reads = Pick<Dependencies, "store">;
type Where = Pick<Context, "space">;

export type AuditFilter = Omit<StoredFilter, "later">;

/** The audit log of the space, newest first. */
export async function readAudit(
  deps: Reads,
  { space }: Where,
  query: PageQuery & StoredFilter,
): Promise<Page<AuditEventView>> {
  const page = await deps.store.auditOf(space.id).page(query);
  return { ...page, rows: page.rows.map(viewAuditEvent) };
}

/** The actors of recent events in the space, for the filter. */
export async function readActors(deps: Reads, { space }: Where): Promise<{ id: string; name: string }[]> {
  return deps.store.auditOf(space.id).actors();
}

/** The events after a sequence number, oldest first, for programs that follow the log. */
export async function followAudit(
  deps: Reads,
  ctx: Where,
  later: number,
  query: PageQuery & AuditFilter,
): Promise<Page<AuditEventView>> {
  return readAudit(deps, ctx, { ...query, later, sort: "sequence", direction: "asc" });
}

/** The sign-in log of the space, newest first. */
export async function readSignInAttempts(
  deps: Reads,
  { space }: Where,
  query: PageQuery & Period & { status?: string; connectionId?: string; userId?: string },
): Promise<Page<AttemptView>> {
  const page = await deps.store.attempts.page(space.id, query);
  return { ...page, rows: page.rows.map(viewAttempt) };
}

/** Sent and waiting messages, for operators. */
export async function readOutbox(deps: Reads, query: PageQuery): Promise<Page<Message>> {
  return deps.store.outbox.page(query);
}

/** One message; `null` if it does not exist. */
export async function readMessage(deps: Reads, id: string): Promise<Message | null> {
  return deps.store.outbox.byId(id);
}
