import { findConnection } from "@/lib/features/connections/find-connection";
import { beginRoundTrip } from "@/lib/features/sign-in/begin-round-trip";
import { refuseAt, type StartedSignIn } from "@/lib/features/sign-in/begin-sign-in";
import type { Context } from "@/lib/ports/context";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";

/**
 * Sends a signed-in person to a connection's provider, to link the account there to themselves. Only connections that
 * are active in the space and may be started here.
 */
export async function beginLink(
  deps: SsoDependencies,
  ctx: Context,
  input: { connectionId: string; browserSecret: string; returnTo: string; address: string | null },
): Promise<StartedSignIn> {
  const found = await findConnection(deps.store, ctx.space.id, input.connectionId);
  if (!ctx.user || !ctx.sessionId || !found?.option) return { outcome: "not_found" };
  const { space } = ctx;
  const { connection, option, live } = found;
  const refuse = (code: string, received: string | null, expected: string | null) =>
    refuseAt(deps, { space, connection }, input.address, { code, received, expected });
  const wait = await deps.rateLimits.spend("unasked_by_address", input.address ?? "unknown");
  if (wait > 0)
    return { outcome: "refused", code: "too_many_attempts", attemptId: null, spaceSlug: space.slug };
  if (ctx.membership?.isItAdministrator)
    return refuse("it_administrator_uses_password", "an IT administrator", "anybody else");
  if (!space.ssoSubscribed) return refuse("space_not_subscribed", "not subscribed", "the SSO option");
  if (option.status !== "active" || !live) return refuse("option_inactive", option.status, "active");
  if ("loginFlow" in live.settings && live.settings.loginFlow === "idp")
    return refuse("start_at_provider", "started here", "started at the identity provider");
  const started = await beginRoundTrip(deps, {
    space,
    connection,
    configuration: live,
    testRunId: null,
    linkUserId: ctx.user.id,
    returnTo: input.returnTo,
    loginHint: ctx.user.email,
    address: input.address,
    browserSecret: input.browserSecret,
  });
  return started.ok
    ? { outcome: "out", redirect: started.redirect }
    : refuse(started.code, started.received, started.expected);
}
