import type { Actor } from "@/lib/model/audit/audit";
import { displayName } from "@/lib/model/people/person";
import { lowerRole } from "@/lib/model/people/roles";
import type { RequiredAction } from "@/lib/model/sign-in/password-policy";
import type { Space } from "@/lib/model/spaces/space";
import type { Token } from "@/lib/model/tokens/token";
import { kindOfToken } from "@/lib/model/tokens/token-secret";
import { explainTokenEnd, type TokenState, tokenState } from "@/lib/model/tokens/token-state";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { ownerRequiredAction } from "./owner-required-action";

export type TokenRefusalCode =
  | "token_malformed"
  | "token_unknown"
  | "token_expired"
  | "token_revoked"
  | "token_ended_by_activation"
  | "token_ended_by_removal"
  | "token_owner_deactivated"
  | "token_access_ended";

export type TokenAuthentication =
  | {
      outcome: "authenticated";
      ctx: Context;
      token: Token;
      ownerName: string;
      /** What the owner must do before the space opens to them, and so to their token. */
      requiredAction: RequiredAction | null;
    }
  | {
      outcome: "refused";
      code: TokenRefusalCode;
      message: string;
      /** The token, if an activation or a removal ended it: an answer that it was given may still be repeated. */
      ended?: Token;
    };

const codes: Record<Exclude<TokenState, "live">, TokenRefusalCode> = {
  expired: "token_expired",
  revoked: "token_revoked",
  sso_activated: "token_ended_by_activation",
  sso_removed: "token_ended_by_removal",
  owner_deactivated: "token_owner_deactivated",
  access_ended: "token_access_ended",
};

/** Writing "last used" at every call would be a write per read; a minute is exact enough. */
const touchEvery = 60_000;

/**
 * Identifies a program by the token that it sends. The answer for a dead token says why it is dead: the holder of the
 * secret may know that. A personal token acts as its user, an integration token as its account.
 */
export async function authenticateToken(
  deps: Pick<Dependencies, "store" | "secrets" | "now">,
  text: string,
  address: string | null,
): Promise<TokenAuthentication> {
  const { store, secrets } = deps;
  const now = deps.now();
  if (!kindOfToken(text)) {
    return refuse(
      "token_malformed",
      "This is not a Gatehouse token: it must begin with ghp_ or ghi_, followed by 43 characters.",
    );
  }

  const token = await store.tokenLookup.byHash(secrets.hash(text));
  const space = token && (await store.spaces.byId(token.spaceId));
  if (!token || !space)
    return refuse("token_unknown", "This token is unknown. Create a new one in the space's console.");

  const state = tokenState(token, now);
  if (state !== "live") {
    const refusal = refuse(codes[state], `${explainTokenEnd(token, now)} Create a new one.`);
    return state === "sso_activated" || state === "sso_removed" ? { ...refusal, ended: token } : refusal;
  }

  const owner = await ownerOf({ ...deps, now }, token, space, address);
  if (!owner) {
    return refuse(
      "token_owner_deactivated",
      "The owner of this token is no longer an active member of the space.",
    );
  }
  if (!token.lastUsedAt || now.getTime() - token.lastUsedAt.getTime() >= touchEvery) {
    await store.tokenLookup.touch(token.id, now);
  }
  return { outcome: "authenticated", token, ...owner };
}

function refuse(code: TokenRefusalCode, message: string) {
  return { outcome: "refused" as const, code, message };
}

async function ownerOf(
  { store, now }: Pick<Dependencies, "store"> & { now: Date },
  token: Token,
  space: Space,
  address: string | null,
): Promise<{ ctx: Context; ownerName: string; requiredAction: RequiredAction | null } | null> {
  if (token.accountId) {
    const account = await store.accountsOf(space.id).byId(token.accountId);
    if (!account) return null;
    const actor: Actor = { kind: "account", id: account.id, name: account.name, address };
    return {
      ownerName: account.name,
      requiredAction: null,
      ctx: {
        space,
        actor,
        user: null,
        membership: null,
        role: token.role,
        sessionId: null,
        via: "token",
      },
    };
  }
  const member = token.userId ? await store.membershipsOf(space.id).member(token.userId) : null;
  if (member?.status !== "active") return null;
  const { user, ...standing } = member;
  const membership = { ...standing, role: lowerRole(standing.role, token.role) };
  const actor: Actor = { kind: "user", id: user.id, name: displayName(user), address };
  return {
    ownerName: displayName(user),
    requiredAction: await ownerRequiredAction(store, space, member, now),
    ctx: { space, actor, user, membership, role: membership.role, sessionId: null, via: "token" },
  };
}
