import { whoNeedsPassword } from "@/lib/features/passwords/password-fallback";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { findConnection } from "./find-connection";

/** What activating or removing affects, in numbers; shown before the action. */
export interface SsoImpact {
  personalTokens: number;
  integrationTokens: number;
  /** Other people who are signed in, and their sessions. */
  otherPeople: number;
  otherSessions: number;
  /** Currently active connections. */
  activeConnectionIds: string[];
  activePeople: number;
  /** Active people who have no password. */
  withoutPassword: number;
  itAdministrators: number;
}

/** What a removal affects beyond that. */
export interface RemovalImpact extends SsoImpact {
  /** Other spaces that sign in through the connection and have no other active one, by name. */
  onlyWayInOf: string[];
}

/**
 * Counts what removing a connection affects: of the people without a password only those whom the removal mails,
 * because they have signed in through it, have no other way to sign in, and may use a password afterwards.
 */
export async function removalImpact(
  deps: Pick<Dependencies, "store" | "now">,
  ctx: Pick<Context, "space" | "user">,
  connectionId: string,
): Promise<RemovalImpact> {
  const { store } = deps;
  const impact = await ssoImpact(deps, ctx);
  const found = await findConnection(store, ctx.space.id, connectionId);
  if (!found) return { ...impact, withoutPassword: 0, onlyWayInOf: [] };
  const { connection } = found;
  const inUseOtherwise = await store.organizationOptionsOf(connection.organizationId).anyInUse(connection.id);
  const options = await store.organizationOptionsOf(connection.organizationId).ofConnection(connection.id);
  const others = (await store.optionsOf(ctx.space.id).all()).filter(
    ({ connectionId, status }) => connectionId !== connection.id && status !== "draft",
  );
  const left = await store.membershipsOf(ctx.space.id).leftOutWithout([connection.id]);
  const people = whoNeedsPassword(
    left,
    others.length === 0 ? { passwordSignIn: "allowed" } : ctx.space,
    inUseOtherwise ? null : connection.organizationId,
  );
  const onlyWayInOf: string[] = [];
  for (const { spaceId, status } of options) {
    if (spaceId === ctx.space.id || status !== "active") continue;
    const there = await store.optionsOf(spaceId).all();
    const another = there.some(
      (option) => option.connectionId !== connection.id && option.status === "active",
    );
    const space = another ? null : await store.spaces.byId(spaceId);
    if (space) onlyWayInOf.push(space.name);
  }
  return { ...impact, withoutPassword: people.length, onlyWayInOf };
}

/** Counts what ending the link to an organization affects: its own connections are not alternatives. */
export async function unlinkImpact(
  deps: Pick<Dependencies, "store" | "now">,
  ctx: Pick<Context, "space" | "user">,
  organizationId: string,
): Promise<SsoImpact> {
  const impact = await ssoImpact(deps, ctx);
  const theirs = await deps.store.connectionsOf(organizationId).all();
  const activeConnectionIds = impact.activeConnectionIds.filter((id) => !theirs.some((one) => one.id === id));
  return { ...impact, activeConnectionIds };
}

/** Counts the current state. */
export async function ssoImpact(
  deps: Pick<Dependencies, "store" | "now">,
  ctx: Pick<Context, "space" | "user">,
): Promise<SsoImpact> {
  const now = deps.now();
  const { space, user } = ctx;
  const tokens = await deps.store.tokensOf(space.id).countLive(now);
  const sessions = await deps.store.sessionsOf(space.id).countLive(now, user?.id);
  const options = await deps.store.optionsOf(space.id).all();
  const members = await deps.store.membershipsOf(space.id).counts();
  return {
    personalTokens: tokens.personal,
    integrationTokens: tokens.integration,
    otherPeople: sessions.people,
    otherSessions: sessions.sessions,
    activeConnectionIds: options
      .filter(({ status }) => status === "active")
      .map(({ connectionId }) => connectionId),
    activePeople: members.active,
    withoutPassword: members.active - members.withPassword,
    itAdministrators: members.itAdministrators,
  };
}
