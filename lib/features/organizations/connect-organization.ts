import { activateOption } from "@/lib/features/connections/activate-option";
import { passwordFallbackRefusal } from "@/lib/features/connections/activation";
import { newDraftOption } from "@/lib/features/connections/create-connection";
import { findConnection, noSuchConnection } from "@/lib/features/connections/find-connection";
import { notSubscribed } from "@/lib/features/connections/sso-permission";
import { liveSession } from "@/lib/features/sessions/live-session";
import { type MemberContext, spaceAccess } from "@/lib/features/sessions/space-access";
import { outsideActor } from "@/lib/features/setup-links/outside-actor";
import type { Browser } from "@/lib/features/sign-in/decide-admissions";
import { finishTestRun } from "@/lib/features/test-runs/finish-test-run";
import { type StartedTestRun, startTestRun } from "@/lib/features/test-runs/start-test-run";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import { holds } from "@/lib/model/people/roles";
import type { SignInAttempt } from "@/lib/model/sign-in/attempt";
import type { VerifiedIdentity } from "@/lib/model/sign-in/identity";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import { appendInOrder } from "./organization-links";

/**
 * "Connect organization" (docs/model.md#organizations): prepares a real sign-in through a live connection of an
 * organization that has accepted the link. It proves the link; `finishConnecting` creates this space's option from
 * it.
 */
export async function startConnecting(
  deps: Dependencies,
  ctx: Context,
  input: { connectionId: string },
): Promise<Outcome<StartedTestRun>> {
  if (!ctx.user || !ctx.sessionId)
    return refused(
      "forbidden",
      "connect_needs_person",
      "Only a signed-in person can connect an organization.",
    );
  const refusal = notSubscribed(ctx.space) ?? (await connectRefusal(deps, ctx, input.connectionId));
  if (refusal) return refusal;
  const noPasswordFallback = await passwordFallbackRefusal(deps.store, ctx.space.id, deps.now());
  if (noPasswordFallback) return noPasswordFallback;
  return startTestRun(deps, ctx, { connectionId: input.connectionId, connects: true });
}

/** The reason against connecting; `null` if there is none. */
async function connectRefusal(
  { store }: Pick<Dependencies, "store">,
  { space }: Pick<Context, "space">,
  id: string,
) {
  const found = await findConnection(store, space.id, id);
  if (!found || found.link.status === "own") return noSuchConnection();
  if (!found.live)
    return refused(
      "conflict",
      "connection_not_live",
      "This connection is not live in its own organization yet. Ask its administrators to activate it first.",
      { received: "no live version", expected: "a live version" },
    );
  if (found.option && found.option.status !== "draft")
    return refused(
      "conflict",
      "already_connected",
      "This connection is already connected to this space. Turn it on or off on its own page.",
      { received: found.option.status, expected: "not connected" },
    );
  return null;
}

export type FinishedConnecting =
  /** A test run: nobody was admitted; the result is on its own page. */
  | { outcome: "tested"; runId: string }
  /** The link is proved, or the proof failed because of what happened meanwhile: `refused` says why. */
  | { outcome: "connected"; to: string };

/**
 * Ends the sign-in of "Connect organization". It counts as a test run first; if that passed, and the person who began
 * it is still signed in and still has the permission, this space's option of the connection is created and activated,
 * with settings of its own. It admits nobody.
 */
export async function finishConnecting(
  deps: SsoDependencies,
  attempt: SignInAttempt,
  identity: VerifiedIdentity | null,
  browser: Browser,
): Promise<FinishedConnecting> {
  const tested = await finishTestRun(deps, attempt, identity, null);
  const run = await deps.store.connectionLookup.testRunById(tested.runId);
  if (run?.status !== "passed") return tested;
  const page = await pageOf(deps, attempt);
  const ctx = await stillThere(deps, attempt, browser);
  if (!ctx) return { outcome: "connected", to: `${page.path}?refused=connect_session_ended` };
  const connected = await connect(deps, ctx, attempt.connectionId);
  if (!connected.ok) return { outcome: "connected", to: `${page.path}?refused=${connected.problem.code}` };
  // Activation has signed them out, as everywhere.
  const query = new URLSearchParams({ notice: "sso_activated", next: `${page.path}?done=connected` });
  return { outcome: "connected", to: `/${page.slug}/login?${query}` };
}

async function pageOf({ store }: Pick<Dependencies, "store">, attempt: SignInAttempt) {
  const space = await store.spaces.byId(attempt.spaceId);
  const slug = space?.slug ?? "";
  return { slug, path: `/${slug}/admin/organizations/${attempt.organizationId}` };
}

async function stillThere(
  deps: Dependencies,
  attempt: SignInAttempt,
  browser: Browser,
): Promise<MemberContext | null> {
  const live = browser.sessionId ? await liveSession(deps, browser.sessionId) : null;
  const space = await deps.store.spaces.byId(attempt.spaceId);
  if (!live || !space || live.user.id !== attempt.linkUserId) return null;
  const access = await spaceAccess(deps, space.slug, live, browser.address);
  if (access.state !== "inside" || access.ctx.requiredAction) return null;
  return holds(access.ctx.membership, "manage_auth_integrations") ? access.ctx : null;
}

/** Creates and activates the option, and marks the link as proved; all or nothing. */
async function connect(
  deps: SsoDependencies,
  ctx: MemberContext,
  connectionId: string,
): Promise<Outcome<null>> {
  try {
    return await deps.store.transaction(async (tx) => {
      const inside = { ...deps, store: tx };
      await tx.spaces.lock(ctx.space.id);
      const refusal = await connectRefusal(inside, ctx, connectionId);
      if (refusal) return refusal;
      const found = await findConnection(tx, ctx.space.id, connectionId);
      if (!found) return noSuchConnection();
      const { connection, link, option } = found;
      if (!option) await tx.optionsOf(ctx.space.id).insert(await newDraftOption(deps, tx, ctx, connectionId));
      const activated = await activateOption(inside, ctx, {
        connectionId,
        configurationId: null,
        sessions: "keep",
      });
      if (!activated.ok) throw new NotConnected(activated);
      await tx.organizationsOf(ctx.space.id).connect(link.organization.id);
      const { organization } = link;
      const target = { kind: "organization", id: organization.id, name: organization.name };
      const action = "organization.connected";
      const { id, name } = connection;
      await appendInOrder(
        tx,
        [
          [
            ctx.space.id,
            { actor: ctx.actor, action, target, details: { connectionId: id, connection: name } },
          ],
          [
            organization.ownerSpaceId,
            {
              actor: outsideActor(ctx.space),
              action,
              target,
              details: { space: ctx.space.name, slug: ctx.space.slug, connection: name },
            },
          ],
        ],
        deps.now(),
      );
      return done(null);
    });
  } catch (error) {
    if (error instanceof NotConnected) return error.refusal;
    throw error;
  }
}

/** Rolls back an option that could not be activated. */
class NotConnected extends Error {
  constructor(readonly refusal: Extract<Outcome<never>, { ok: false }>) {
    super("the option could not be activated");
  }
}
