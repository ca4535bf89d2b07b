import { referenceKey } from "@/lib/core/reference";
import type { AdmissionRefusal, AttemptRefusal } from "@/lib/core/refusals/admission";
import { safeReturnPath } from "@/lib/core/return-path";
import { beginRoundTrip, newAttempt } from "./begin-round-trip";
import type { SsoDependencies } from "./ports/sso-dependencies";
import type { WayOut } from "./round-trip";

export interface SignInWish {
  /** First part of the address. */
  slug: string;
  /** The connection's reference. */
  reference: string;
  /** As the browser sent it; only a path of this site is kept. */
  returnTo: string | null;
  loginHint: string | null;
  address: string | null;
  browserSecret: string;
}

export type BegunSignIn =
  | { outcome: "out"; way: WayOut }
  /** No such space or connection: nothing more is said. */
  | { outcome: "not_found" }
  | { outcome: "refused"; code: string; attemptId: string | null; spaceSlug: string };

/**
 * Starts a sign-in at the space's door (design §5). An option that is not active sends nobody out; the refusal is
 * written in the sign-in log, so that an administrator finds it by its reference.
 */
export async function beginSignIn(deps: SsoDependencies, wish: SignInWish): Promise<BegunSignIn> {
  const space = await deps.store.spaces.bySlug(wish.slug);
  if (!space) return { outcome: "not_found" };
  const refuse = (code: AdmissionRefusal | AttemptRefusal | string, attemptId: string | null = null) =>
    ({ outcome: "refused", code, attemptId, spaceSlug: space.slug }) as const;
  const wait = await deps.rateLimits.spend("begin_by_address", wish.address ?? "unknown");
  if (wait > 0) return refuse("too_many_attempts");

  const found = await findByReference(deps, space.id, wish.reference);
  if (!found) return { outcome: "not_found" };
  const { connection, option } = found;
  const live = connection.liveConfigurationId
    ? await deps.store.connectionsOf(connection.organizationId).configuration(connection.liveConfigurationId)
    : null;
  const log = async (code: string, received: string | null, expected: string | null) => {
    const id = deps.secrets.id("att");
    await deps.store.attempts.insert({
      ...newAttempt(deps, { space, connection, address: wish.address, configurationId: live?.id ?? "" }, id),
      status: "refused",
      refusalCode: code,
      cause: { check: "begin", received, expected, checks: [] },
      finishedAt: deps.now(),
    });
    return refuse(code, id);
  };
  if (!space.ssoSubscribed) return log("space_not_subscribed", "not subscribed", "the SSO option");
  if (option.status !== "active") return log("option_inactive", option.status, "active");
  if (!live) return log("connection_inactive", "no live configuration", "a live configuration");

  const begun = await beginRoundTrip(deps, {
    space,
    connection,
    configuration: live,
    testRunId: null,
    returnTo: safeReturnPath(wish.returnTo),
    loginHint: wish.loginHint,
    address: wish.address,
    browserSecret: wish.browserSecret,
  });
  return begun.ok ? { outcome: "out", way: begun.way } : log(begun.code, begun.received, begun.expected);
}

async function findByReference(deps: SsoDependencies, spaceId: string, reference: string) {
  for (const { organization } of await deps.store.organizationsOf(spaceId).linked()) {
    const connection = await deps.store.connectionsOf(organization.id).byReference(referenceKey(reference));
    const option = connection ? await deps.store.optionsOf(spaceId).byConnection(connection.id) : null;
    if (connection && option && option.status !== "draft") return { connection, option };
  }
  return null;
}
