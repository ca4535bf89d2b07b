import { authorityOf } from "@/lib/model/connections/authority";
import type { OptionStatus } from "@/lib/model/connections/connection";
import { nextOptionStatus, type OptionEvent } from "@/lib/model/connections/lifecycle";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { findConnection, noSuchConnection } from "./find-connection";
import { notSubscribed } from "./sso-permission";

/**
 * Disables or enables the space's option of a connection. Nothing is lost and nothing ends: settings, sessions and
 * tokens stay; while it is disabled, new sign-ins through it are refused. Repeating it changes nothing and is no
 * error.
 */
export async function switchOption(
  deps: Dependencies,
  ctx: Context,
  input: { connectionId: string; event: Exclude<OptionEvent, "activate"> },
): Promise<Outcome<{ status: OptionStatus }>> {
  const refusal = input.event === "enable" ? notSubscribed(ctx.space) : null;
  if (refusal) return refusal;
  return deps.store.transaction(async (tx) => {
    // Activating or removing another connection checks, under this lock, whether this one is active.
    await tx.spaces.lock(ctx.space.id);
    const found = await findConnection(tx, ctx.space.id, input.connectionId);
    if (!found?.option) return noSuchConnection();
    const { option, connection } = found;
    const wanted: OptionStatus = input.event === "disable" ? "disabled" : "active";
    if (option.status === wanted) return done({ status: wanted });
    const next = nextOptionStatus(option.status, input.event);
    if (!next)
      return refused(
        "conflict",
        "cannot_switch",
        "This connection has never been activated. Test and activate it first.",
        {
          received: option.status,
          expected: input.event === "disable" ? "active" : "disabled",
        },
      );
    const now = deps.now();
    const moved = await tx.optionsOf(ctx.space.id).move(option.id, option.status, next, {
      userId: ctx.user?.id ?? null,
      at: now,
      ...(next === "active" ? { authority: authorityOf(ctx) } : {}),
    });
    if (!moved)
      return refused(
        "conflict",
        "switched_meanwhile",
        "Somebody else enabled or disabled this connection at the same moment. Reload the page.",
      );
    await tx.auditOf(ctx.space.id).append(
      {
        actor: ctx.actor,
        action: input.event === "disable" ? "connection.disabled" : "connection.enabled",
        target: { kind: "connection", id: connection.id, name: connection.name },
      },
      now,
    );
    return done({ status: next });
  });
}
