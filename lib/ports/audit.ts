import type { AuditEntry, AuditEvent, Message } from "@/lib/model/audit/audit";
import type { Page, PageQuery } from "./page";

/** The audit log of one space, or of the operators (`null`). */
export interface AuditLog {
  /** Appends to the hash chain; must be called inside the transaction of the change. */
  append(entry: AuditEntry, at: Date): Promise<void>;
  page(
    query: PageQuery & { action?: string; actorId?: string; targetId?: string; from?: Date; to?: Date },
  ): Promise<Page<AuditEvent>>;
  /** Who has done something here lately, by name; 200 at most. */
  actors(): Promise<{ id: string; name: string }[]>;
  /** Events after a sequence number, oldest first. */
  after(sequence: number, limit: number): Promise<AuditEvent[]>;
}

/** Messages on their way, and the operator's outbox. */
export interface Outbox {
  /** Many in a few statements. Features write through `sendMessage` only, which keeps line breaks out of subjects. */
  insert(messages: readonly Message[]): Promise<void>;
  /** True if the same was written to the same person since then: nobody wants a notice for every try. */
  wroteSince(recipient: string, subject: string, since: Date): Promise<boolean>;
  /** Takes messages that are due so that no second process sends them too. */
  claimDue(now: Date, limit: number): Promise<Message[]>;
  markSent(id: string, at: Date): Promise<void>;
  markFailed(id: string, error: string, nextAttemptAt: Date | null): Promise<void>;
  page(query: PageQuery): Promise<Page<Message>>;
  byId(id: string): Promise<Message | null>;
}
