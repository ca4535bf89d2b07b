import { hasProvenAddress } from "@/lib/features/sign-in/proven-address";
import type { AccessReceipt } from "@/lib/model/access/receipt";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { countAccess } from "./count-access";

/** The last time that a person's access to the space was ended. */
export interface LastEnd {
  /** ISO 8601. */
  at: string;
  by: string | null;
  receipt: AccessReceipt;
}

/** What a member has access to the space with, beside their sessions. */
export interface PersonAccess {
  sessions: number;
  /** Kept grants at tools. */
  toolTokens: number;
  /** The applications that they are signed in to. */
  applications: { id: string; name: string }[];
  /** Personal tokens that work. */
  tokens: { id: string; name: string; prefix: string; lastUsedAt: string | null }[];
  liveTokens: number;
  lastEnd: LastEnd | null;
}

const shownTokens = 20;

/** What a member has access to this space with, for its administrators. */
export async function readAccess(
  deps: Pick<Dependencies, "store" | "now">,
  ctx: Pick<Context, "space">,
  userId: string,
): Promise<PersonAccess> {
  const { store } = deps;
  const { id: spaceId } = ctx.space;
  const counts = await countAccess(deps, spaceId, [userId]);
  const query = { kind: "personal" as const, userId, ended: false, pageSize: shownTokens };
  const tokens = await store.tokensOf(spaceId).page({ ...query, sort: "createdAt", direction: "desc" });
  const now = deps.now();
  return {
    sessions: counts.sessions,
    toolTokens: counts.toolTokens,
    applications: await applicationsOf(deps, spaceId, userId),
    tokens: tokens.rows
      .filter(({ expiresAt }) => expiresAt === null || expiresAt > now)
      .map(({ id, name, prefix, lastUsedAt }) => ({
        ...{ id, name, prefix },
        lastUsedAt: lastUsedAt?.toISOString() ?? null,
      })),
    liveTokens: counts.tokens,
    lastEnd: await lastEndOf(deps, spaceId, userId),
  };
}

async function applicationsOf(
  { store, now }: Pick<Dependencies, "store" | "now">,
  spaceId: string,
  userId: string,
): Promise<{ id: string; name: string }[]> {
  const living = await store.applicationEndingsOf(spaceId).livingOf([userId], now());
  return living.map(({ applicationId: id, name }) => ({ id, name }));
}

async function lastEndOf(
  { store }: Pick<Dependencies, "store">,
  spaceId: string,
  userId: string,
): Promise<LastEnd | null> {
  const query = { action: "access.ended", targetId: userId, pageSize: 1, countUpTo: 0 };
  const [event] = (await store.auditOf(spaceId).page(query)).rows;
  if (!event) return null;
  // Written by `endAccess` only.
  return {
    at: event.at.toISOString(),
    by: event.actor.name,
    receipt: event.details as unknown as AccessReceipt,
  };
}

/**
 * The applications that a person is signed in to, in any space; in this space alone if the session does not prove
 * their address, because its provider must not learn where else they are.
 */
export async function listOwnSignIns(
  deps: Pick<Dependencies, "store" | "now">,
  ctx: Pick<Context, "space" | "user" | "sessionId">,
): Promise<{ id: string; name: string; space: string }[]> {
  const { user, space } = ctx;
  if (!user) return [];
  const memberships = await deps.store.users.membershipsOf(user.id);
  const ids = (await hasProvenAddress(deps, ctx))
    ? memberships.filter(({ status }) => status === "active").map(({ spaceId }) => spaceId)
    : [space.id];
  const spaces = await deps.store.spaces.byIds(ids);
  const found = await Promise.all(
    spaces.map(async (one) =>
      (await applicationsOf(deps, one.id, user.id)).map((application) => ({
        ...application,
        space: one.name,
      })),
    ),
  );
  return found.flat().sort((a, b) => a.name.localeCompare(b.name, "en"));
}
