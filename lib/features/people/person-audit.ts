import type { Store } from "@/lib/db/store";
import type { AuditEntry } from "@/lib/model/audit/audit";

/**
 * Audits a change to a person as such (password, two-factor) in every space that they are an active member of; in the
 * operators' log if they are one. Must be called inside the transaction of the change.
 */
export async function appendForPerson(
  tx: Store,
  user: { id: string; email: string; isOperator: boolean },
  entry: Omit<AuditEntry, "target">,
  at: Date,
): Promise<void> {
  const target = { kind: "user", id: user.id, name: user.email };
  // Always in the same order: two such changes at once would otherwise deadlock on each other's audit chains.
  const memberships = (await tx.users.membershipsOf(user.id)).sort((a, b) =>
    a.spaceId < b.spaceId ? -1 : 1,
  );
  for (const { spaceId, status, vouchedFor } of memberships) {
    if (status === "active" && !vouchedFor) await tx.auditOf(spaceId).append({ ...entry, target }, at);
  }
  if (user.isOperator) await tx.auditOf(null).append({ ...entry, target }, at);
}
