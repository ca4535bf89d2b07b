import type { Actor } from "@/lib/model/audit/audit";
import { done, type Outcome, type Problem, refused } from "@/lib/model/outcome";
import {
  isOperatorToken,
  type OperatorScope,
  type OperatorToken,
  writeOperatorToken,
} from "@/lib/model/tokens/operator-token";
import { shownPrefix } from "@/lib/model/tokens/token-secret";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { OperatorTokenView } from "@/lib/schemas/operator";
import { refuseExpiry } from "./refuse-expiry";

/** Writing “last used” at every call would be a write per read; a minute is exact enough. */
const touchEvery = 60_000;

/** A token without its secret. */
export function viewOperatorToken(token: OperatorToken): OperatorTokenView {
  const { id, name, prefix, scopes } = token;
  return {
    id,
    name,
    prefix,
    scopes,
    createdAt: token.createdAt.toISOString(),
    expiresAt: token.expiresAt?.toISOString() ?? null,
    lastUsedAt: token.lastUsedAt?.toISOString() ?? null,
    endedAt: token.endedAt?.toISOString() ?? null,
  };
}

/** The tokens of the vendor's backend, live ones first. */
export async function listOperatorTokens({
  store,
  now,
}: Pick<Dependencies, "store" | "now">): Promise<(OperatorTokenView & { state: OperatorTokenState })[]> {
  const at = now();
  return (await store.operatorTokens.all()).map((token) => ({
    ...viewOperatorToken(token),
    state: token.endedAt ? "revoked" : token.expiresAt && token.expiresAt <= at ? "expired" : "live",
  }));
}

export type OperatorTokenState = "live" | "expired" | "revoked";

/** Creates a token of the vendor's backend, on behalf of an operator. Only this response contains the token. */
export async function createOperatorToken(
  deps: Dependencies,
  actor: Actor,
  input: { name: string; scopes: OperatorScope[]; expiresAt: Date | null },
): Promise<Outcome<OperatorTokenView & { token: string }>> {
  const now = deps.now();
  const past = refuseExpiry(input.expiresAt, now);
  if (past) return past;
  const text = writeOperatorToken(deps.secrets.secret());
  const token: OperatorToken = {
    id: deps.secrets.id("optoken"),
    ...input,
    prefix: shownPrefix(text),
    createdAt: now,
    createdBy: actor.kind === "operator" ? actor.id : null,
    lastUsedAt: null,
    endedAt: null,
  };
  return deps.store.transaction(async (tx) => {
    await tx.operatorTokens.insert({ ...token, hash: deps.secrets.hash(text) });
    const { id, name, prefix, scopes } = token;
    await tx.auditOf(null).append(
      {
        actor,
        action: "operator_token.created",
        target: { kind: "operator_token", id, name },
        details: { prefix, scopes, expiresAt: token.expiresAt },
      },
      now,
    );
    return done({ ...viewOperatorToken(token), token: text });
  });
}

/** Ends a token of the vendor's backend. */
export async function endOperatorToken(
  deps: Dependencies,
  actor: Actor,
  id: string,
): Promise<Outcome<OperatorTokenView>> {
  const now = deps.now();
  return deps.store.transaction(async (tx) => {
    const ended = await tx.operatorTokens.end(id, now);
    if (!ended) return refused("not_found", "token_not_found", "There is no such live operator token.");
    const { name, prefix } = ended;
    await tx.auditOf(null).append(
      {
        actor,
        action: "operator_token.revoked",
        target: { kind: "operator_token", id, name },
        details: { prefix },
      },
      now,
    );
    return done(viewOperatorToken(ended));
  });
}

export type OperatorAuthentication =
  | { outcome: "authenticated"; token: OperatorToken; actor: Actor }
  | { outcome: "refused"; problem: Problem };

/** Identifies a program of the vendor by the token that it sends. The answer for a dead token says why it is dead. */
export async function authenticateOperatorToken(
  deps: Pick<Dependencies, "store" | "secrets" | "now">,
  text: string,
  address: string | null,
): Promise<OperatorAuthentication> {
  const now = deps.now();
  if (!isOperatorToken(text))
    return refuse(
      "token_malformed",
      "This is not an operator token: it begins with gho_ and 43 characters follow. Tokens of a space do not open this address.",
    );
  const token = await deps.store.operatorTokens.byHash(deps.secrets.hash(text));
  if (!token) return refuse("token_unknown", "This token is not known here. Create a new one.");
  if (token.endedAt)
    return refuse(
      "token_revoked",
      `This token was revoked at ${token.endedAt.toISOString()}. Create a new one.`,
    );
  if (token.expiresAt && token.expiresAt <= now)
    return refuse(
      "token_expired",
      `This token expired at ${token.expiresAt.toISOString()}. Create a new one.`,
    );
  if (!token.lastUsedAt || now.getTime() - token.lastUsedAt.getTime() >= touchEvery)
    await deps.store.operatorTokens.touch(token.id, now);
  return {
    outcome: "authenticated",
    token,
    actor: { kind: "operator", id: token.id, name: token.name, address },
  };
}

function refuse(code: string, message: string): OperatorAuthentication {
  return { outcome: "refused", problem: { kind: "forbidden", code, message } };
}
