import { aboveOwn } from "@/lib/features/people/own-role";
import { admitsUpTo } from "@/lib/model/connections/authority";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { findConnection, noSuchConnection } from "./find-connection";
import { carryOverRest } from "./relink-choice";
import { notSubscribed } from "./sso-permission";

/**
 * An administrator confirms what a member below administrator put live: it then admits people of every role again.
 * `configurationId` is the version that they saw; if another one went live meanwhile, the confirmation is refused. A
 * linked organization's version is confirmed by its own administrators, this space's option of it here. If linked
 * people were to be carried over to the version, those whom its author could not carry over follow now.
 */
export async function confirmConnection(
  deps: Dependencies,
  ctx: Context,
  input: { connectionId: string; configurationId: string | null; optionRevision?: number | null },
): Promise<Outcome<{ takenAlong: number }>> {
  const refusal = notSubscribed(ctx.space);
  if (refusal) return refusal;
  if (ctx.role !== "admin") return aboveOwn(ctx, "admin");
  return deps.store.transaction(async (tx) => {
    await tx.spaces.lock(ctx.space.id);
    const found = await findConnection(tx, ctx.space.id, input.connectionId);
    if (!found?.option || !found.live) return noSuchConnection();
    const { connection, option, live, link } = found;
    const isOther = input.configurationId !== null && input.configurationId !== live.id;
    const isEdited = (input.optionRevision ?? option.revision) !== option.revision;
    if (isOther || isEdited)
      return refused(
        "conflict",
        "version_changed",
        "The settings were changed after you reviewed them. Review them again, then confirm.",
        { received: input.configurationId ?? String(input.optionRevision), expected: live.id },
      );
    const now = deps.now();
    const confirmedBy = ctx.actor.name;
    const version = link.status === "own" && admitsUpTo(live) !== "admin";
    const access = admitsUpTo(option) !== "admin";
    if (!version && !access)
      return refused(
        "conflict",
        "nothing_to_confirm",
        "Nothing about this connection is waiting for confirmation.",
      );
    if (version) await tx.connectionsOf(connection.organizationId).confirm(live.id, { confirmedBy }, now);
    const roles = { upTo: ctx.role, beyond: admitsUpTo(live) };
    const takenAlong = version ? await carryOverRest(tx, connection, live, roles) : 0;
    if (access) await tx.optionsOf(ctx.space.id).update(option.id, { confirmedAt: now, confirmedBy }, null);
    await tx.auditOf(ctx.space.id).append(
      {
        actor: ctx.actor,
        action: "connection.confirmed",
        target: { kind: "connection", id: connection.id, name: connection.name },
        details: {
          version: live.version,
          ...(takenAlong > 0 ? { takenAlong } : {}),
          putLiveBy: (version ? live : option).putLiveBy,
          putLiveByRole: (version ? live : option).putLiveByRole,
        },
      },
      now,
    );
    return done({ takenAlong });
  });
}
