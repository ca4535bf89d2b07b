import type { SignalRefusal } from "@/lib/model/access/signal-refusals";
import type { SignalKind } from "@/lib/model/access/signals";
import type { Connection } from "@/lib/model/connections/connection";
import type { SamlLogoutRefusal } from "@/lib/model/refusals/saml-logout";
import type { Check } from "@/lib/model/refusals/validation-result";
import type { Dependencies } from "@/lib/ports/dependencies";

/** Anybody can send nonsense to the address: what is kept of it is bounded. */
const mostAnHour = 100;
const hourMs = 3_600_000;

/** Keeps a refused signal for the administrators of the connection, a hundred an hour at most, and logs it. */
export async function recordRefusedSignal(
  deps: Pick<Dependencies, "store" | "now" | "secrets" | "log">,
  refused: {
    connection: Connection;
    kind: SignalKind;
    code: SignalRefusal | SamlLogoutRefusal;
    checks: readonly Check[];
  },
): Promise<void> {
  const { connection, kind, code, checks } = refused;
  const now = deps.now();
  deps.log.warn("a signal of an identity provider was refused", { connectionId: connection.id, kind, code });
  const signals = deps.store.accessSignalsOf(connection.organizationId);
  if ((await signals.refusedSince(connection.id, new Date(now.getTime() - hourMs))) >= mostAnHour) return;
  await signals.take({
    ...{ id: deps.secrets.id("sig"), connectionId: connection.id, kind, tokenId: null, checks },
    ...{ outcome: "refused", refusalCode: code, receivedAt: now },
  });
}
