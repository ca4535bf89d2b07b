import type { Configuration, Connection, SignInOption } from "@/lib/model/connections/connection";
import { readReference, referenceKey } from "@/lib/model/connections/reference";
import { safeReturnPath } from "@/lib/model/return-path";
import type { Space } from "@/lib/model/spaces/space";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import { beginRoundTrip, newAttempt } from "./begin-round-trip";
import type { WayOut } from "./round-trip";

export interface SignInWish {
  /** First part of the address. */
  slug: string;
  /** The connection's reference, perhaps with the slug of its owner. */
  reference: string;
  /** As the browser sent it; only a path of this site is kept. */
  returnTo: string | null;
  loginHint: string | null;
  address: string | null;
  browserSecret: string;
  /** The browser does not say that a page of this site, or the person by hand, has led here. */
  begunElsewhere: boolean;
}

export type BegunSignIn =
  | { outcome: "out"; way: WayOut }
  /** No such space or connection: nothing more is said. */
  | { outcome: "not_found" }
  /** Connections of several organizations have the reference here: the person chooses. */
  | { outcome: "ambiguous"; spaceSlug: string; reference: string }
  | { outcome: "refused"; code: string; attemptId: string | null; spaceSlug: string };

/** A space, a connection, and the option between them. */
export interface Door {
  space: Space;
  connection: Connection;
  option: SignInOption;
  /** The connection's version that is live. */
  live: Configuration | null;
}

/**
 * Starts a sign-in at the space's door (design §5). An option that is not active sends nobody out; the refusal is
 * written in the sign-in log, so that an administrator finds it by its reference.
 */
export async function beginSignIn(deps: SsoDependencies, wish: SignInWish): Promise<BegunSignIn> {
  const found = await findByReference(deps, wish.slug, wish.reference);
  const active = found.filter(({ option }) => option.status === "active");
  const [first] = active.length > 0 ? active : found;
  if (!first) return { outcome: "not_found" };
  if (active.length > 1)
    return { outcome: "ambiguous", spaceSlug: first.space.slug, reference: first.connection.reference };
  return beginAt(deps, first, { ...wish, startedAtProvider: false });
}

/** Begins at a door that was found: every check of what is set up, then the round trip. */
export async function beginAt(
  deps: SsoDependencies,
  door: Door,
  wish: Omit<SignInWish, "slug" | "reference"> & { startedAtProvider: boolean },
): Promise<BegunSignIn> {
  const { space, connection, option, live } = door;
  const wait = await deps.rateLimits.spend("begin_by_address", wish.address ?? "unknown");
  if (wait > 0) {
    deps.meter.signIn(connection.protocol, "too_many_attempts");
    return { outcome: "refused", code: "too_many_attempts", attemptId: null, spaceSlug: space.slug };
  }
  const refuse = (code: string, received: string | null, expected: string | null) =>
    refuseAt(deps, door, wish.address, code, received, expected);

  if (!space.ssoSubscribed) return refuse("space_not_subscribed", "not subscribed", "the SSO option");
  if (option.status !== "active") return refuse("option_inactive", option.status, "active");
  if (!live) return refuse("connection_inactive", "no live configuration", "a live configuration");
  const onlyFromProvider = "loginFlow" in live.settings && live.settings.loginFlow === "idp";
  if (onlyFromProvider && !wish.startedAtProvider)
    return refuse("start_at_provider", "started here", "started at the identity provider");

  const begun = await beginRoundTrip(deps, {
    space,
    connection,
    configuration: live,
    testRunId: null,
    returnTo: safeReturnPath(wish.returnTo),
    loginHint: wish.loginHint,
    address: wish.address,
    browserSecret: wish.browserSecret,
    begunElsewhere: wish.begunElsewhere,
  });
  return begun.ok ? { outcome: "out", way: begun.way } : refuse(begun.code, begun.received, begun.expected);
}

/** Refuses at the door and writes it in the space's sign-in log. */
export async function refuseAt(
  deps: SsoDependencies,
  { space, connection }: Omit<Door, "live">,
  address: string | null,
  code: string,
  received: string | null,
  expected: string | null,
): Promise<BegunSignIn> {
  const id = deps.secrets.id("att");
  const configurationId = connection.liveConfigurationId ?? "";
  await deps.store.attempts.insert({
    ...newAttempt(deps, { space, connection, address, configurationId }, id),
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
  const found = await store.connectionLookup.doorsAt(slug, referenceKey(reference));
  return owner ? found.filter(({ ownerSpaceId }) => ownerSpaceId === owner.id) : found;
}
