import { chooseProvider } from "@/lib/features/connections/choose-provider";
import { createConnection } from "@/lib/features/connections/create-connection";
import { noSuchConnection } from "@/lib/features/connections/find-connection";
import type { Connection } from "@/lib/model/connections/connection";
import { type Outcome, refused } from "@/lib/model/outcome";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import type { NewConnection } from "@/lib/schemas/connection";
import type { SetupLinkContext } from "./open-setup-link";
import { changedMeanwhile, ownConnection } from "./work-by-setup-link";

/**
 * The outside administrator's choice of a provider, by a link for the space: makes the link's one connection, or
 * changes it while it was never live (docs/model.md#setup-link-lifecycle).
 */
export async function chooseBySetupLink(
  deps: SsoDependencies,
  ctx: SetupLinkContext,
  input: { revision: number | null; connection: NewConnection },
): Promise<Outcome<Connection>> {
  if (!ctx.link.forSpace)
    return refused(
      "forbidden",
      "setup_link_one_connection",
      "This link is for one provider, which your contact has chosen. Ask them for another link.",
    );
  if (ctx.link.connectionId === null) return createByLink(deps, ctx, input.connection);
  const found = await ownConnection(deps, ctx);
  if (!found) return noSuchConnection();
  if (found.live)
    return refused(
      "conflict",
      "protocol_fixed",
      "This connection is in use, so its provider stays. Ask your contact for a new link.",
    );
  const chosen = await chooseProvider(deps, ctx, {
    connectionId: found.connection.id,
    // A page that says nothing has seen nothing.
    expectedRevision: input.revision ?? 0,
    connection: input.connection,
  });
  return !chosen.ok && chosen.problem.code === "stale_revision" ? changedMeanwhile() : chosen;
}

class ChosenMeanwhile extends Error {}

/** A second send of the same form must not leave a second connection behind. */
async function createByLink(
  deps: SsoDependencies,
  ctx: SetupLinkContext,
  input: NewConnection,
): Promise<Outcome<Connection>> {
  try {
    return await deps.store.transaction(async (tx) => {
      // The administrator who activates it decides what it may grant, so the draft sets no limit of its own.
      const maker = { ...ctx, role: "admin" as const };
      const created = await createConnection({ ...deps, store: tx }, maker, input);
      if (!created.ok) return created;
      if (!(await tx.setupLinksOf(ctx.space.id).attach(ctx.link.id, created.value)))
        throw new ChosenMeanwhile("the link has its connection");
      return created;
    });
  } catch (error) {
    if (error instanceof ChosenMeanwhile) return changedMeanwhile();
    throw error;
  }
}
