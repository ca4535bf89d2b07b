import type { Store } from "@/lib/db/store";
import { type EndedAccess, endAccess } from "@/lib/features/sessions/end-access";
import { endStrayTokens } from "@/lib/features/tool-tokens/end-stray-tokens";
import { authorityOf } from "@/lib/model/connections/authority";
import type { RelinkChoice, SessionChoice } from "@/lib/model/connections/choices";
import { configurationState, nextOptionStatus } from "@/lib/model/connections/lifecycle";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import { hasPasswordFallback, passwordFallbackDays } from "@/lib/model/sign-in/password-fallback";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { findConnection, noSuchConnection } from "./find-connection";
import { decideRelink } from "./relink-choice";
import { notSubscribed } from "./sso-permission";

export interface Activated {
  connectionId: string;
  version: number;
  /** True where the option was a draft: the space's tokens have ended and whoever does it is signed out. */
  firstTime: boolean;
  ended: EndedAccess;
  /** Linked people who were taken along to another issuer, entity ID or format. */
  takenAlong: number;
}

/**
 * Makes the exact version that passed its test the live one and the space's option active (docs/model.md#activation).
 * `configurationId` is the version that the person saw; another one meanwhile is refused. The first activation ends
 * tokens and the session that does it; putting a new version live on an active option ends nothing.
 */
export async function activateOption(
  deps: Dependencies,
  ctx: Context,
  input: {
    connectionId: string;
    configurationId: string | null;
    sessions: SessionChoice;
    /** Needed if people are linked whom the version would refuse. */
    relink?: RelinkChoice | null | undefined;
  },
): Promise<Outcome<Activated>> {
  const refusal = notSubscribed(ctx.space);
  if (refusal) return refusal;
  return deps.store.transaction(async (tx) => {
    await tx.spaces.lock(ctx.space.id);
    const found = await findConnection(tx, ctx.space.id, input.connectionId);
    if (!found?.option) return noSuchConnection();
    const { connection, option, draft, live, link } = found;
    const now = deps.now();
    const connections = tx.connectionsOf(connection.organizationId);

    const candidate = draft ?? (option.status === "draft" ? live : null);
    if (!candidate && !live && link.status !== "own") return noSuchConnection();
    if (!candidate)
      return live
        ? refused(
            "conflict",
            "already_active",
            "This connection is active already, and there is no newer version to put live.",
            { received: option.status, expected: "draft" },
          )
        : refused(
            "conflict",
            "nothing_to_activate",
            "There is nothing to activate yet. Enter the provider's values and test them first.",
          );
    if (input.configurationId !== null && input.configurationId !== candidate.id)
      return refused(
        "conflict",
        "version_changed",
        "The settings were changed after the version that you saw. Look at them and test again, then activate.",
        {
          received: input.configurationId,
          expected: candidate.id,
        },
      );
    const state = configurationState(candidate, connection);
    if (state !== "tested" && state !== "live")
      return refused(
        "conflict",
        "not_tested",
        "Only a version that has passed its test can be activated. Test it first.",
        { received: state, expected: "tested" },
      );
    if (state === "tested" && link.status !== "own") return noSuchConnection();

    const next = nextOptionStatus(option.status, "activate");
    const firstTime = next !== null;
    const noPasswordFallback = firstTime && (await passwordFallbackRefusal(tx, ctx.space.id, now));
    if (noPasswordFallback) return noPasswordFallback;

    const choice = input.relink ?? null;
    const relinked = await decideRelink(tx, connection, { live, candidate }, { choice, upTo: ctx.role });
    if (!relinked.ok) return relinked;

    if (state === "tested") await connections.goLive(connection.id, candidate.id, now, authorityOf(ctx));
    const stray = state === "tested" ? await endStrayTokens(tx, connection, candidate, now) : {};
    if (next) {
      const moved = await tx.optionsOf(ctx.space.id).move(option.id, option.status, next, {
        userId: ctx.user?.id ?? null,
        at: now,
        authority: authorityOf(ctx),
      });
      if (!moved)
        return refused(
          "conflict",
          "already_active",
          "Somebody else has activated this connection at the same moment.",
        );
    }
    const ended = firstTime
      ? await endAccess(deps, tx, ctx, connection, "sso_activated", input.sessions)
      : { personalTokens: 0, integrationTokens: 0, sessions: 0 };
    await tx.auditOf(ctx.space.id).append(
      {
        actor: ctx.actor,
        action: firstTime ? "connection.activated" : "configuration.went_live",
        target: { kind: "connection", id: connection.id, name: connection.name },
        details: {
          version: candidate.version,
          previousVersion: live?.version ?? null,
          ...ended,
          ...stray,
          ...(relinked.value.relink ? relinked.value : {}),
          sessionsOfOthers: input.sessions,
        },
      },
      now,
    );
    const { taken } = relinked.value;
    return done({
      connectionId: connection.id,
      version: candidate.version,
      firstTime,
      ended,
      takenAlong: taken,
    });
  });
}

/** Where only IT administrators may use a password, one of them must have proved lately that theirs works. */
export async function passwordFallbackRefusal(tx: Store, spaceId: string, now: Date) {
  const space = await tx.spaces.byId(spaceId);
  if (space?.passwordSignIn !== "it_administrators_only") return null;
  if (hasPasswordFallback(await tx.membershipsOf(spaceId).administrators(), now)) return null;
  return refused(
    "conflict",
    "no_way_back",
    `In this space only IT administrators can sign in with a password, and none of them has done so in the last ${passwordFallbackDays} days. One of them must sign in with a password first, so that somebody gets in if single sign-on breaks.`,
  );
}
