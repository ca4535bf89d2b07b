import { findConnection, noSuchConnection } from "@/lib/features/connections/find-connection";
import type { OptionSettings, SignInOption } from "@/lib/model/connections/connection";
import type { Outcome } from "@/lib/model/outcome";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { saveOptionSettings } from "./save-option-settings";

/** Somebody else may save between our reading and writing; more often than that in a row is not chance. */
const mostTries = 5;

/**
 * Changes some settings of a sign-in option and leaves the others as they are. Without an expected revision the change
 * is made to whatever is stored: if somebody saves at the same moment, to what they saved. Refuses as
 * `saveOptionSettings` does.
 */
export async function changeOptionSettings(
  deps: Dependencies,
  ctx: Context,
  input: {
    connectionId: string;
    expectedRevision: number | null;
    change: (before: OptionSettings) => OptionSettings;
  },
): Promise<Outcome<SignInOption>> {
  const { connectionId, expectedRevision, change } = input;
  for (let tries = 1; ; tries++) {
    const option = (await findConnection(deps.store, ctx.space.id, connectionId))?.option;
    if (!option) return noSuchConnection();
    const saved = await saveOptionSettings(deps, ctx, {
      connectionId,
      leaseId: null,
      expectedRevision: expectedRevision ?? option.revision,
      settings: change(option.settings),
    });
    const overtaken = !saved.ok && saved.problem.code === "stale_revision";
    if (!overtaken || expectedRevision !== null || tries === mostTries) return saved;
  }
}
