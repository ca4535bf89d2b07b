import type { Store } from "@/lib/db/store";
import { accountNamed } from "@/lib/features/people/create-account";
import { addressNotProven, hasProvenAddress } from "@/lib/features/sign-in/proven-address";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import type { Account } from "@/lib/model/people/person";
import { displayName } from "@/lib/model/people/person";
import { admissionTo, provedPassword } from "@/lib/model/sign-in/session-life";
import type { Token, TokenKind, TokenScope } from "@/lib/model/tokens/token";
import { shownPrefix, writeToken } from "@/lib/model/tokens/token-secret";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { CreatedTokenView } from "@/lib/schemas/token";
import { refuseExpiry } from "./refuse-expiry";
import { viewToken } from "./token-view";

export interface NewToken {
  name: string;
  scopes: TokenScope[];
  expiresAt: Date | null;
}

/**
 * Creates a personal access token of the signed-in person. Needs a browser session that proves the person
 * (docs/model.md#proof-of-the-address): a token never creates a personal token. Only this response contains the
 * token.
 */
export async function createPersonalToken(
  deps: Dependencies,
  ctx: Context,
  input: NewToken,
): Promise<Outcome<CreatedTokenView>> {
  const { user, space } = ctx;
  if (!user || ctx.via !== "session") {
    return refused(
      "forbidden",
      "session_needed",
      "The signed-in person creates a personal access token on their own account page.",
    );
  }
  const session = ctx.sessionId ? await deps.store.sessions.byId(ctx.sessionId) : null;
  if (!session || !(await hasProvenAddress(deps, ctx))) return addressNotProven();
  if (!admissionTo(session, space.id, deps.now())) return addressNotProven();
  const refusal = refuseExpiry(input.expiresAt, deps.now());
  if (refusal) return refusal;

  return deps.store.transaction(async (tx) => {
    // Under the lock: a person who is deactivated at this moment keeps no token.
    await tx.spaces.lock(space.id);
    const membership = await tx.membershipsOf(space.id).byUser(user.id);
    if (membership?.status !== "active") {
      return refused("forbidden", "not_a_member", "You are no longer an active member of this space.");
    }
    const owner = { id: user.id, name: displayName(user) };
    // A provider has vouched for the person as they are now: the token does not gain a later role.
    const byPassword = provedPassword(session, deps.now());
    const maker: Context = { ...ctx, role: byPassword ? "admin" : membership.role };
    return done(await insertToken(deps, tx, maker, { kind: "personal", input, owner }));
  });
}

/**
 * Creates an integration token of an account of the space, and the account if it is missing. A token that creates
 * another gives it no scope that it lacks itself, and no longer life.
 */
export async function createIntegrationToken(
  deps: Dependencies,
  ctx: Context,
  input: NewToken & { account: string },
  maker: Token | null = null,
): Promise<Outcome<CreatedTokenView>> {
  const refusal = refuseExpiry(input.expiresAt, deps.now()) ?? (maker && beyondMaker(input, maker));
  if (refusal) return refusal;
  return deps.store.transaction(async (tx) => {
    await tx.spaces.lock(ctx.space.id);
    const account: Account = await accountNamed(deps, tx, ctx, input.account);
    return done(await insertToken(deps, tx, ctx, { kind: "integration", input, owner: account }));
  });
}

function beyondMaker(input: NewToken, maker: Token) {
  const beyond = input.scopes.filter((scope) => !maker.scopes.includes(scope));
  if (beyond.length > 0) {
    return refused(
      "forbidden",
      "scope_beyond_maker",
      "A token cannot give another token scopes that it does not have itself.",
      {
        field: "scopes",
        received: beyond.join(" "),
        expected: maker.scopes.join(" "),
      },
    );
  }
  if (maker.expiresAt && (!input.expiresAt || input.expiresAt > maker.expiresAt)) {
    return refused(
      "forbidden",
      "expiry_beyond_maker",
      "A token cannot create a token that expires later than itself.",
      {
        field: "expiresAt",
        received: input.expiresAt?.toISOString() ?? "never",
        expected: `${maker.expiresAt.toISOString()} at the latest`,
      },
    );
  }
  return null;
}

/**
 * A new token in the place of one that its own call has ended: of the same kind, owner, rights and end, and no more.
 * Must run in the transaction that ended it. `null` if its owner is gone.
 */
export async function replaceToken(
  deps: Dependencies,
  tx: Store,
  ctx: Context,
  ended: Token,
): Promise<CreatedTokenView | null> {
  const { kind, name, scopes, expiresAt, role } = ended;
  const owner = ctx.user
    ? { id: ctx.user.id, name: displayName(ctx.user) }
    : ended.accountId && (await tx.accountsOf(ctx.space.id).byId(ended.accountId));
  if (!owner) return null;
  const input = { name, scopes, expiresAt };
  return insertToken(deps, tx, { ...ctx, role }, { kind, input, owner, replaces: ended.id });
}

interface Insertion {
  kind: TokenKind;
  input: NewToken;
  owner: { id: string; name: string };
  /** The ended token in whose place it is. */
  replaces?: string;
}

async function insertToken(
  deps: Dependencies,
  tx: Store,
  ctx: Context,
  { kind, input, owner, replaces }: Insertion,
): Promise<CreatedTokenView> {
  const now = deps.now();
  const text = writeToken(kind, deps.secrets.secret());
  const token: Token = {
    id: deps.secrets.id("token"),
    kind,
    spaceId: ctx.space.id,
    userId: kind === "personal" ? owner.id : null,
    accountId: kind === "integration" ? owner.id : null,
    name: input.name,
    prefix: shownPrefix(text),
    scopes: input.scopes,
    role: ctx.role,
    createdAt: now,
    expiresAt: input.expiresAt,
    lastUsedAt: null,
    endedAt: null,
    endedReason: null,
    endedDetail: null,
  };
  await tx.tokensOf(ctx.space.id).insert({ ...token, hash: deps.secrets.hash(text) });
  await tx.auditOf(ctx.space.id).append(
    {
      actor: ctx.actor,
      action: "token.created",
      target: { kind: "token", id: token.id, name: token.name },
      details: {
        kind,
        prefix: token.prefix,
        scopes: token.scopes,
        owner: owner.name,
        expiresAt: token.expiresAt,
        ...(replaces ? { replaces } : {}),
      },
    },
    now,
  );
  return { ...viewToken({ ...token, ownerName: owner.name }, now), token: text };
}
