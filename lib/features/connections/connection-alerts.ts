import { dueNotice, type NoticeDays } from "@/lib/model/connections/certificate-notice";
import type { MetadataOutcome } from "@/lib/model/connections/metadata-refresh";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { factsOf } from "@/lib/protocols";
import { certificatesOf, lastEnd } from "@/lib/protocols/saml/certificates/stored-certificates";
import { openRefreshOf } from "./apply-metadata-change";

/** A connection that needs attention, in one line. */
export interface ConnectionAlert {
  id: string;
  title: string;
}

const ends: Record<NoticeDays, string> = {
  30: "expires within 30 days",
  7: "expires within 7 days",
  1: "expires within a day",
  0: "has expired",
};

const metadata: Record<Exclude<MetadataOutcome, "same">, string> = {
  changed: "The provider's metadata has changed: review and test",
  other_entity_id: "The provider's metadata names another provider",
  failed: "The provider's metadata cannot be read",
};

/** For the top of the list: active connections whose certificate expires soon, or whose metadata has changed. */
export async function connectionAlerts(
  deps: Pick<Dependencies, "store" | "now">,
  ctx: Pick<Context, "space">,
): Promise<ConnectionAlert[]> {
  const needs: ConnectionAlert[] = [];
  const active = await deps.store.spaceConnectionsOf(ctx.space.id).all({ status: "active" });
  for (const found of active) {
    const { connection, live } = found;
    const { certificates = [] } = live ? factsOf(live.settings) : {};
    if (certificates.length === 0) continue;
    const end = lastEnd(certificatesOf(certificates));
    const days = end && dueNotice(end, deps.now());
    if (days !== null)
      needs.push({ id: connection.id, title: `The certificate of ${connection.name} ${ends[days]}` });
    const look = await openRefreshOf(deps.store, found);
    if (look && look.outcome !== "same")
      needs.push({ id: connection.id, title: `${connection.name}: ${metadata[look.outcome]}` });
  }
  return needs;
}
