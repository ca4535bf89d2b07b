import { type Activated, activateOption } from "@/lib/features/connections/activate-option";
import { noSuchConnection } from "@/lib/features/connections/find-connection";
import { type Outcome, refused } from "@/lib/model/outcome";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { SetupLinkContext } from "./open-setup-link";
import { finishSetup, ownConnection } from "./work-by-setup-link";

/**
 * Activates the version that the outside administrator has tested, if the link allows it. It counts as done with the
 * role of the link's author, nobody's session ends, and the contact is notified (docs/model.md#setup-link-lifecycle).
 */
export async function activateBySetupLink(
  deps: Dependencies,
  ctx: SetupLinkContext,
  input: { connectionId: string; configurationId: string },
): Promise<Outcome<Activated>> {
  const role = ctx.link.activatesAs;
  if (role === null)
    return refused(
      "forbidden",
      "setup_link_may_not_activate",
      "This link cannot activate anything. Tell your contact that you are done: they turn it on.",
    );
  if (!(await ownConnection(deps, ctx, input.connectionId))) return noSuchConnection();
  const activated = await activateOption(deps, { ...ctx, role }, { ...input, sessions: "keep" });
  if (!activated.ok) return activated;
  const told = await finishSetup(deps, ctx);
  return told.ok ? activated : told;
}
