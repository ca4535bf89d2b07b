import { findConnection } from "@/lib/features/connections/find-connection";
import type { SetupStep } from "@/lib/model/setup-links/setup-link-state";
import { setupStep } from "@/lib/model/setup-links/setup-link-state";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { progressOf } from "./list-setup-links";

/** How far an outside administrator has come with a link that still works. */
export interface Handover {
  linkId: string;
  recipient: string | null;
  /** `null` until a provider is chosen. */
  connection: { id: string; name: string } | null;
  step: SetupStep;
  /** When the last step was taken. */
  at: Date;
  /** The version that was tested outside waits for somebody inside to activate it. */
  isYoursToActivate: boolean;
}

/**
 * What happens outside just now: the open setup links that somebody has used, one for each connection, the latest used
 * first. For Home, the list of connections and a connection's page.
 */
export async function listHandovers(
  deps: Pick<Dependencies, "store" | "now">,
  ctx: Pick<Context, "space">,
): Promise<Handover[]> {
  const links = await deps.store.setupLinksOf(ctx.space.id).underWay(deps.now());
  const handovers: Handover[] = [];
  for (const link of links) {
    if (handovers.some(({ connection }) => connection && connection.id === link.connectionId)) continue;
    const found = link.connectionId
      ? await findConnection(deps.store, ctx.space.id, link.connectionId)
      : null;
    const progress = await progressOf(deps, link);
    const step = setupStep(progress);
    // Nothing is pending once the tested version is live.
    const waits = found !== null && found.draft !== null && found.draft.testedAt !== null;
    const { openedAt, configuredAt, testedAt, doneAt } = progress;
    handovers.push({
      linkId: link.id,
      recipient: link.recipient,
      connection: found && { id: found.connection.id, name: found.connection.name },
      step,
      at: doneAt ?? testedAt ?? configuredAt ?? openedAt ?? link.createdAt,
      isYoursToActivate: waits && testedAt !== null,
    });
  }
  return handovers;
}
