import type { Configuration, Connection, SignInOption } from "@/lib/model/connections/connection";
import { readReference, referenceKey } from "@/lib/model/connections/reference";
import type { Refusal } from "@/lib/model/refusals/validation-result";
import { safeReturnPath } from "@/lib/model/return-path";
import type { SignInAttempt } from "@/lib/model/sign-in/attempt";
import type { Space } from "@/lib/model/spaces/space";
import type { RateStanding } from "@/lib/ports/dependencies";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import { factsOf } from "@/lib/protocols";
import type { ProviderRedirect } from "@/lib/protocols/protocol-module";
import { spendBegin, tooManyBegins } from "./begin-limits";
import { beginRoundTrip, newAttempt } from "./begin-round-trip";

export interface SignInInput {
  /** First part of the address. */
  slug: string;
  /** The connection's reference, optionally with the slug of its owner. */
  reference: string;
  /** As the browser sent it; only a path of this site is kept. */
  returnTo: string | null;
  loginHint: string | null;
  address: string | null;
  browserSecret: string;
  /** True unless the browser says that a page of this site, or the person by hand, led here. */
  startedElsewhere: boolean;
  /** See `SignInAttempt`; a caller may always require more proof than necessary. */
  reauthenticate?: boolean;
}

export type StartedSignIn =
  | { outcome: "out"; redirect: ProviderRedirect }
  /** No such space or connection; nothing more is revealed. */
  | { outcome: "not_found" }
  /** Connections of several organizations have this reference here: the person chooses. */
  | { outcome: "ambiguous"; spaceSlug: string; reference: string }
  | { outcome: "refused"; code: string; attemptId: string | null; spaceSlug: string };

/** A space, a connection, and the option between them. */
export interface BeginTarget {
  space: Space;
  connection: Connection;
  option: SignInOption;
  /** The connection's live version. */
  live: Configuration | null;
}

/**
 * Starts a sign-in to a space (docs/model.md#begin). An option that is not active redirects nobody; the refusal is
 * written in the sign-in log, so that an administrator finds it by its reference.
 */
export async function beginSignIn(deps: SsoDependencies, input: SignInInput): Promise<StartedSignIn> {
  const found = await findByReference(deps, input.slug, input.reference);
  const active = found.filter(({ option }) => option.status === "active");
  const [first] = active.length > 0 ? active : found;
  if (!first) return { outcome: "not_found" };
  if (active.length > 1)
    return { outcome: "ambiguous", spaceSlug: first.space.slug, reference: first.connection.reference };
  return beginAt(deps, first, { ...input, startedAtProvider: false });
}

/** Begins at an option that was found: checks the set-up, then starts the round trip. */
export async function beginAt(
  deps: SsoDependencies,
  target: BeginTarget,
  input: Omit<SignInInput, "slug" | "reference"> & { startedAtProvider: boolean },
): Promise<StartedSignIn> {
  const { space, connection, option, live } = target;
  const overrun = await spendBegin(deps, { address: input.address, connectionId: connection.id });
  if (overrun) return refuseTooMany(deps, target, input.address, overrun);
  const refuse = (code: string, received: string | null, expected: string | null) =>
    refuseAt(deps, target, input.address, { code, received, expected });

  if (!space.ssoSubscribed) return refuse("space_not_subscribed", "not subscribed", "the SSO option");
  if (option.status !== "active") return refuse("option_inactive", option.status, "active");
  if (!live) return refuse("connection_inactive", "no live configuration", "a live configuration");
  const onlyFromProvider = factsOf(live.settings).loginFlow === "idp";
  if (onlyFromProvider && !input.startedAtProvider)
    return refuse("start_at_provider", "started here", "started at the identity provider");

  const started = await beginRoundTrip(deps, {
    space,
    connection,
    configuration: live,
    testRunId: null,
    returnTo: safeReturnPath(input.returnTo),
    loginHint: input.loginHint,
    address: input.address,
    browserSecret: input.browserSecret,
    startedElsewhere: input.startedElsewhere,
    reauthenticate: input.reauthenticate ?? false,
  });
  return started.ok
    ? { outcome: "out", redirect: started.redirect }
    : refuse(started.code, started.received, started.expected);
}

/** Refuses a begin above the limit: the first within a window leaves an entry in the sign-in log. */
async function refuseTooMany(
  deps: SsoDependencies,
  target: BeginTarget,
  address: string | null,
  overrun: RateStanding,
): Promise<Extract<StartedSignIn, { outcome: "refused" }>> {
  const entry = tooManyBegins(overrun);
  if (entry) return refuseAt(deps, target, address, entry);
  const { connection, space } = target;
  deps.meter.signIn(connection.protocol, "too_many_attempts");
  return { outcome: "refused", code: "too_many_attempts", attemptId: null, spaceSlug: space.slug };
}

/** Refuses before any redirect, and writes it in the space's sign-in log. */
export async function refuseAt(
  deps: SsoDependencies,
  { space, connection }: Pick<BeginTarget, "space" | "connection">,
  address: string | null,
  refusal: Omit<Refusal<string>, "check"> & Partial<Pick<SignInAttempt, "initiatedBy">>,
): Promise<Extract<StartedSignIn, { outcome: "refused" }>> {
  const { code, received, expected, initiatedBy = "service_provider" } = refusal;
  const id = deps.secrets.id("att");
  const configurationId = connection.liveConfigurationId ?? "";
  await deps.store.attempts.insert({
    ...newAttempt(deps, { space, connection, address, configurationId }, id),
    initiatedBy,
    status: "refused",
    refusalCode: code,
    cause: { check: "begin", received, expected, checks: [] },
    finishedAt: deps.now(),
  });
  deps.meter.signIn(connection.protocol, code);
  return { outcome: "refused", code, attemptId: id, spaceSlug: space.slug };
}

/** A reference is unique in its organization; a space that several are linked to may have it more than once. */
async function findByReference({ store }: SsoDependencies, slug: string, text: string) {
  const { reference, ownerSlug } = readReference(text);
  const owner = ownerSlug === null ? null : await store.spaces.bySlug(ownerSlug);
  if (ownerSlug !== null && !owner) return [];
  const found = await store.connectionLookup.signInOptionsAt(slug, referenceKey(reference));
  return owner ? found.filter(({ ownerSpaceId }) => ownerSpaceId === owner.id) : found;
}
