import { type Activated, activateOption } from "@/lib/features/connections/activate-option";
import { noSuchConnection } from "@/lib/features/connections/find-connection";
import { type Outcome, refused } from "@/lib/model/outcome";
import { holds, lowerRole, type Role } from "@/lib/model/people/roles";
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
  const role = await makersRole(deps, ctx);
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

/**
 * The role that the link was made with, or what is left of it: whoever made it may have a lower one by now, or none. `null`: the
 * link activates nothing.
 */
async function makersRole(
  { store }: Pick<Dependencies, "store">,
  { link, space }: Pick<SetupLinkContext, "link" | "space">,
): Promise<Role | null> {
  const { activatesAs, createdBy } = link;
  if (activatesAs === null || createdBy === null) return activatesAs;
  const maker = await store.membershipsOf(space.id).byUser(createdBy);
  if (maker?.status !== "active" || !holds(maker, "manage_auth_integrations")) return null;
  return lowerRole(activatesAs, maker.role);
}
