import type { Store } from "@/lib/db/store";
import type {
  Configuration,
  Connection,
  OptionStatus,
  SignInOption,
} from "@/lib/model/connections/connection";
import { configurationState, nextOptionStatus } from "@/lib/model/connections/lifecycle";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import { hasPasswordFallback, passwordFallbackDays } from "@/lib/model/sign-in/password-fallback";
import type { Context } from "@/lib/ports/context";
import { type ConnectionInSpace, findConnection, noSuchConnection } from "./find-connection";

/** What an activation is about, read under the space's lock; its steps share it. */
export interface Activation {
  tx: Store;
  ctx: Context;
  now: Date;
  connection: Connection;
  option: SignInOption;
  live: Configuration | null;
  /** The version that becomes live, or is live already. */
  candidate: Configuration;
  /** False if the candidate is live already: then only the space's option becomes active. */
  goesLive: boolean;
  /** The option's next status if this is its first activation; `null` if it has been active before. */
  next: OptionStatus | null;
}

/**
 * Collects what there is to activate, in the order of docs/model.md#activation: something to put live, the version
 * that the person saw (`null`: any), and a passed test of exactly that version.
 */
export async function readActivation(
  tx: Store,
  ctx: Context,
  now: Date,
  input: { connectionId: string; configurationId: string | null },
): Promise<Outcome<Activation>> {
  await tx.spaces.lock(ctx.space.id);
  const found = await findConnection(tx, ctx.space.id, input.connectionId);
  if (!found?.option) return noSuchConnection();
  const { connection, option, draft, live, link } = found;
  const candidate = draft ?? (option.status === "draft" ? live : null);
  if (!candidate) return nothingToActivate(found, option);
  if (input.configurationId !== null && input.configurationId !== candidate.id)
    return refused(
      "conflict",
      "version_changed",
      "The settings were changed after the version that you saw. Look at them and test again, then activate.",
      { received: input.configurationId, expected: candidate.id },
    );
  const state = configurationState(candidate, connection);
  if (state !== "tested" && state !== "live")
    return refused(
      "conflict",
      "not_tested",
      "Only a version that has passed its test can be activated. Test it first.",
      { received: state, expected: "tested" },
    );
  const goesLive = state === "tested";
  if (goesLive && link.status !== "own") return noSuchConnection();
  const next = nextOptionStatus(option.status, "activate");
  return done({ tx, ctx, now, connection, option, live, candidate, goesLive, next });
}

function nothingToActivate({ live, link }: ConnectionInSpace, option: SignInOption) {
  if (live)
    return refused(
      "conflict",
      "already_active",
      "This connection is active already, and there is no newer version to put live.",
      { received: option.status, expected: "draft" },
    );
  if (link.status !== "own") return noSuchConnection();
  return refused(
    "conflict",
    "nothing_to_activate",
    "There is nothing to activate yet. Enter the provider's values and test them first.",
  );
}

/** If only IT administrators may use a password, one of them must have proved recently that theirs works. */
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
