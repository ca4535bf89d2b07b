import type { SetupLinkQuery } from "@/lib/db/repositories/setup-links";
import { findConnection } from "@/lib/features/connections/find-connection";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import { displayName } from "@/lib/model/people/person";
import type { SetupLink } from "@/lib/model/setup-links/setup-link";
import type { SetupProgress } from "@/lib/model/setup-links/setup-link-state";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { Page } from "@/lib/ports/page";
import type { SetupLinkView } from "@/lib/schemas/setup-link";
import { setupLinkView } from "./setup-link-view";

/** The columns that the list can be sorted by. */
export const setupLinkSorts = ["createdAt", "recipient", "lastUsedAt", "expiresAt"] as const;

/** A page of the space's setup links with their progress, newest first unless requested otherwise. */
export async function listSetupLinks(
  deps: Pick<Dependencies, "store" | "now">,
  ctx: Pick<Context, "space">,
  query: SetupLinkQuery,
): Promise<Page<SetupLinkView>> {
  const page = await deps.store.setupLinksOf(ctx.space.id).page(query, deps.now());
  const links = page.rows;
  const creators = await deps.store.users.byIds([
    ...new Set(links.map(({ createdBy }) => createdBy).filter((id) => id !== null)),
  ]);
  const views: SetupLinkView[] = [];
  for (const link of links) {
    const creator = creators.find(({ id }) => id === link.createdBy);
    views.push(
      setupLinkView(link, await progressOf(deps, link), creator ? displayName(creator) : null, deps.now()),
    );
  }
  return { ...page, rows: views };
}

/** The newest of a connection, a few: its page shows them, and polls them. */
export function newestSetupLinks(
  deps: Pick<Dependencies, "store" | "now">,
  ctx: Pick<Context, "space">,
  connectionId: string,
): Promise<Page<SetupLinkView>> {
  return listSetupLinks(deps, ctx, { connectionId, pageSize: 5 });
}

/** The names of these links' connections. */
export async function connectionNames(
  { store }: Pick<Dependencies, "store">,
  ctx: Pick<Context, "space">,
  links: readonly SetupLinkView[],
): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const connectionId of new Set(links.map((link) => link.connectionId).filter((id) => id !== null))) {
    const found = await findConnection(store, ctx.space.id, connectionId);
    if (found) names.set(connectionId, found.connection.name);
  }
  return names;
}

/** What was done with a link, from the space's own audit log and its tests. */
export async function progressOf(
  { store }: Pick<Dependencies, "store">,
  link: SetupLink,
): Promise<SetupProgress> {
  if (!link.lastUsedAt) return { openedAt: null, configuredAt: null, testedAt: null, doneAt: null };
  const { rows } = await store.auditOf(link.spaceId).page({ actorId: link.id, pageSize: 100 });
  const last = (action: string) =>
    rows
      .filter((event) => event.action === action)
      .reduce<Date | null>((latest, { at }) => (latest && latest > at ? latest : at), null);
  const runs = link.connectionId
    ? await store.connectionsOf(link.organizationId).testRunsOf(link.connectionId, link.spaceId, 50)
    : [];
  const passed = runs.find((run) => run.startedBy === link.id && run.status === "passed");
  return {
    openedAt: link.lastUsedAt,
    configuredAt: last("configuration.saved"),
    testedAt: passed?.finishedAt ?? null,
    doneAt: last("setup_link.done"),
  };
}

/** Revokes a link and ends what was opened with it, at once. */
export async function revokeSetupLink(
  deps: Pick<Dependencies, "store" | "now">,
  ctx: Context,
  id: string,
): Promise<Outcome<SetupLinkView>> {
  const now = deps.now();
  return deps.store.transaction(async (tx) => {
    const links = tx.setupLinksOf(ctx.space.id);
    const link = await links.byId(id);
    if (!link)
      return refused("not_found", "setup_link_not_found", "There is no such setup link in this space.");
    if (!(await links.revoke(id, now)))
      return refused("conflict", "setup_link_revoked", "This setup link was already revoked.", {
        received: "revoked",
        expected: "open",
      });
    await tx.auditOf(ctx.space.id).append(
      {
        actor: ctx.actor,
        action: "setup_link.revoked",
        target: { kind: "setup_link", id, ...(link.recipient ? { name: link.recipient } : {}) },
        details: { connectionId: link.connectionId, recipient: link.recipient },
      },
      now,
    );
    const after = { ...link, revokedAt: now };
    return done(setupLinkView(after, await progressOf({ store: tx }, after), null, now));
  });
}
