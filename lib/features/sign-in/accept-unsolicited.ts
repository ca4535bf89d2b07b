import type { Configuration, Connection, SignInOption } from "@/lib/model/connections/connection";
import { safeReturnTarget } from "@/lib/model/return-path";
import type { Space } from "@/lib/model/spaces/space";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import { spendBegin } from "./begin-limits";
import { newAttempt } from "./begin-round-trip";
import { refuseAt } from "./begin-sign-in";
import { sealIdentity, useOnce, type Validated } from "./keep-answer";
import { type Received, ticketOf } from "./received";

/** An answer that names no attempt of ours. */
export interface UnsolicitedAnswer {
  samlResponse: string;
  relayState: string | null;
  address: string | null;
}

/** A page that posts its form twice does so at once; a browser that lost the first answer lacks the cookie. */
const postedTwiceMs = 2_000;

/**
 * Accepts or refuses an answer to no request. The verifier has refused it unless the connection allows sign-ins
 * started at the provider; either way the sign-in log of the space gets an entry.
 */
export async function acceptUnsolicited(
  deps: SsoDependencies,
  { connection, configuration }: { connection: Connection; configuration: Configuration },
  post: UnsolicitedAnswer,
  validation: Validated,
): Promise<Received> {
  if (await isTooMuch(deps, connection, post.address, validation))
    return { outcome: "refused", code: "too_many_attempts", attemptId: null };
  const ticket = ticketOf(deps, connection.id, post.samlResponse);
  const earlier = validation.outcome === "refused" ? await sentBefore(deps, ticket, post) : null;
  if (earlier) return earlier;
  const space = await spaceAccessOf(deps, connection);
  if (!space) return { outcome: "not_found" };
  const now = deps.now();
  const id = deps.secrets.id("att");
  const bind = deps.secrets.secret();
  const blank = newAttempt(
    deps,
    { space, connection, address: post.address, configurationId: configuration.id },
    id,
  );
  const verdict = await deps.store.transaction(async (tx) => {
    const result = await useOnce(tx, connection, validation, now);
    const common = {
      ...blank,
      initiatedBy: "identity_provider" as const,
      startedElsewhere: true,
      refusalCode: result.refusalCode,
      cause: result.cause,
    };
    if (!result.identity) {
      const again = await sentBefore({ ...deps, store: tx }, ticket, post);
      if (again) return again;
      await tx.attempts.insert({ ...common, status: "refused", finishedAt: now });
      return result;
    }
    await tx.attempts.insert({
      ...common,
      status: "answered",
      answeredAt: now,
      browserHash: deps.secrets.hash(bind),
      // The provider's RelayState may name a page to open; only one of this site is kept.
      returnTo: safeReturnTarget(post.relayState, deps.appUrl),
      ticketHash: deps.secrets.hash(ticket),
      identitySealed: sealIdentity(deps, blank, result.identity),
    });
    return result;
  });
  if ("outcome" in verdict) return verdict;
  return verdict.identity
    ? { outcome: "ticket", ticket, bind }
    : { outcome: "refused", code: verdict.refusalCode ?? "attempt_unknown", attemptId: id };
}

/**
 * Valid answers of a provider count as begins do: a company's people may all start there. Those that are refused are
 * somebody's tries, and are limited by the address alone.
 */
async function isTooMuch(
  deps: SsoDependencies,
  { id: connectionId }: Connection,
  address: string | null,
  validation: Validated,
): Promise<boolean> {
  if (validation.outcome === "refused")
    return (await deps.rateLimits.spend("unasked_by_address", address ?? "unknown")) > 0;
  return (await spendBegin(deps, { address, connectionId })) !== null;
}

/**
 * The very same answer came before: its ticket leads on in the browser that holds the attempt's cookie, and nowhere else.
 * A browser that posts twice at once gives up the first answer, cookie and all: from the same address, within seconds and
 * while the ticket waits, the attempt is bound to it too, by a secret of its own. The first secret is given to nobody again:
 * it may be in another browser's cookie, and two browsers with one secret could finish each other's sign-ins.
 */
async function sentBefore(
  deps: Pick<SsoDependencies, "store" | "secrets" | "now">,
  ticket: string,
  { address }: UnsolicitedAnswer,
): Promise<Received | null> {
  const found = await deps.store.attempts.byTicketHash(deps.secrets.hash(ticket));
  if (!found) return null;
  const { attempt } = found;
  const age = deps.now().getTime() - attempt.createdAt.getTime();
  const postedTwice = age < postedTwiceMs && address !== null && address === attempt.address;
  const bind = deps.secrets.secret();
  const isBound = postedTwice && (await deps.store.attempts.bindAnother(attempt.id, deps.secrets.hash(bind)));
  return { outcome: "ticket", ticket, bind: isBound ? bind : null };
}

/**
 * Somebody came from the provider to a connection of which no version has ever been live: the page says so, and tells
 * the administrator who sets it up where to test. It is in the sign-in log, because they may look for it there.
 */
export async function refuseNotLive(
  deps: SsoDependencies,
  connection: Connection,
  address: string | null,
): Promise<Received> {
  const wait = await deps.rateLimits.spend("unasked_by_address", address ?? "unknown");
  if (wait > 0) return { outcome: "refused", code: "too_many_attempts", attemptId: null };
  const space = await spaceAccessOf(deps, connection);
  if (!space) return { outcome: "not_found" };
  const { code, attemptId } = await refuseAt(deps, { space, connection }, address, notLive);
  return { outcome: "refused", code, attemptId };
}

/** The refusal of what began at the provider before any version was live. */
export const notLive = {
  code: "not_live_yet",
  received: "no live version",
  expected: "a live version",
  initiatedBy: "identity_provider",
} as const;

/**
 * The space that a sign-in started at the provider is for: the first that the person could enter, else any, so that
 * the refusal is in somebody's sign-in log.
 */
async function spaceAccessOf(deps: SsoDependencies, connection: Connection): Promise<Space | null> {
  const options = await deps.store
    .organizationOptionsOf(connection.organizationId)
    .ofConnection(connection.id);
  const spaces = await deps.store.spaces.byIds(options.map(({ spaceId }) => spaceId));
  const of = (option: SignInOption | undefined) => spaces.find(({ id }) => id === option?.spaceId) ?? null;
  const open = options.find((option) => option.status === "active" && of(option)?.ssoSubscribed);
  return of(open ?? options[0]);
}
