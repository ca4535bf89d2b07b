import type { AuditEvent } from "@/lib/model/audit/audit";
import type { SignInAttempt } from "@/lib/model/sign-in/attempt";
import type { AttemptView, AuditEventView } from "@/lib/schemas/audit";

/** An audit event as shown and exported. */
export function viewAuditEvent(event: AuditEvent): AuditEventView {
  return {
    id: event.id,
    sequence: event.sequence,
    at: event.at.toISOString(),
    actor: event.actor,
    action: event.action,
    target: event.target,
    details: event.details,
    requestId: event.requestId,
    previousHash: event.previousHash,
    hash: event.hash,
  };
}

/** A sign-in attempt without what binds it to a browser. */
export function viewAttempt(attempt: SignInAttempt): AttemptView {
  const { cause } = attempt;
  return {
    id: attempt.id,
    status: attempt.status,
    protocol: attempt.protocol,
    initiatedBy: attempt.initiatedBy,
    connection: { id: attempt.connectionId, name: attempt.connectionName },
    email: attempt.email,
    userId: attempt.userId,
    refusalCode: attempt.refusalCode,
    cause: cause && { check: cause.check, received: cause.received, expected: cause.expected },
    createdAt: attempt.createdAt.toISOString(),
    finishedAt: attempt.finishedAt?.toISOString() ?? null,
  };
}
