import type { OptionStatus } from "@/lib/model/connections/connection";
import { nextOptionStatus, type OptionEvent } from "@/lib/model/connections/lifecycle";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import type { Acting } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { findConnection, noSuchConnection } from "./find-connection";
import { notSubscribed } from "./sso-permission";

/**
 * Disables or enables the space's option of a connection (manual 000). Nothing is lost and nothing is ended: settings,
 * sessions and tokens stay as they are; while it is disabled, new sign-ins through it are refused.
 * Doing it again changes nothing and is no error.
 */
export async function switchOption(
  deps: Dependencies,
  acting: Acting,
  wish: { connectionId: string; event: Extract<OptionEvent, "disable" | "enable"> },
): Promise<Outcome<{ status: OptionStatus }>> {
  const refusal = wish.event === "enable" ? notSubscribed(acting.space) : null;
  if (refusal) return refusal;
  return deps.store.transaction(async (tx) => {
    const found = await findConnection(tx, acting.space.id, wish.connectionId);
    if (!found?.option) return noSuchConnection();
    const { option, connection } = found;
    const wanted: OptionStatus = wish.event === "disable" ? "disabled" : "active";
    if (option.status === wanted) return done({ status: wanted });
    const next = nextOptionStatus(option.status, wish.event);
    if (!next)
      return refused(
        "conflict",
        "cannot_switch",
        "This connection has never been activated. Test and activate it first.",
        {
          received: option.status,
          expected: wish.event === "disable" ? "active" : "disabled",
        },
      );
    const now = deps.now();
    const moved = await tx
      .optionsOf(acting.space.id)
      .move(option.id, option.status, next, { userId: acting.user?.id ?? null, at: now });
    if (!moved)
      return refused(
        "conflict",
        "switched_meanwhile",
        "Somebody else has switched this connection at the same moment. Reload the page.",
      );
    await tx.auditOf(acting.space.id).append(
      {
        actor: acting.actor,
        action: wish.event === "disable" ? "connection.disabled" : "connection.enabled",
        target: { kind: "connection", id: connection.id, name: connection.name },
      },
      now,
    );
    return done({ status: next });
  });
}
