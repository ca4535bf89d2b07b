import { displayName } from "@/lib/core/model/person";
import type { Space } from "@/lib/core/model/space";
import { done, type Outcome, refused } from "@/lib/core/outcome";
import { hasWayBack } from "@/lib/core/way-back";
import { findConnection } from "./find-connection";
import type { Acting } from "./ports/acting";
import type { Dependencies } from "./ports/dependencies";
import { enforcementProblem } from "./set-password-sign-in";

/** What the settings page shows. */
export interface SignInSettings {
  space: Space;
  /** Who changed it last, and when; `null` where nobody ever has. */
  lastChange: { by: string; at: string } | null;
  /** Why it cannot be enforced now. */
  problem: string | null;
  people: {
    /** Active people who have a password and would not be let in by it. */
    losePassword: number;
    active: number;
    withoutTwoFactor: number;
  };
  administrators: {
    id: string;
    name: string;
    email: string;
    isItAdministrator: boolean;
    hasPassword: boolean;
    lastPasswordSignInAt: string | null;
    /** Counts as the way back in. */
    proved: boolean;
  }[];
  buttons: { optionId: string; name: string; provider: string; reference: string }[];
}

/** Reads it as things are now. */
export async function readSignInSettings(
  { store, now }: Pick<Dependencies, "store" | "now">,
  acting: Pick<Acting, "space">,
): Promise<SignInSettings | null> {
  const space = await store.spaces.byId(acting.space.id);
  if (!space) return null;
  const memberships = store.membershipsOf(space.id);
  const counts = await memberships.counts();
  const administrators = (await memberships.administrators()).filter(({ status }) => status === "active");
  const withMark = administrators.filter(({ isItAdministrator }) => isItAdministrator);
  const problem = await enforcementProblem(store, space.id, now());
  const { rows } = await store
    .auditOf(space.id)
    .page({ action: "space.password_sign_in_changed", pageSize: 1 });
  const [change] = rows;
  return {
    space,
    lastChange: change ? { by: change.actor.name ?? "Somebody", at: change.at.toISOString() } : null,
    problem: problem?.problem.message ?? null,
    people: {
      losePassword: counts.withPassword - withMark.filter(({ user }) => user.hasPassword).length,
      active: counts.active,
      withoutTwoFactor: counts.active - counts.withTwoFactor,
    },
    administrators: administrators.map((member) => ({
      id: member.userId,
      name: displayName(member.user),
      email: member.user.email,
      isItAdministrator: member.isItAdministrator,
      hasPassword: member.user.hasPassword,
      lastPasswordSignInAt: member.user.lastPasswordSignInAt?.toISOString() ?? null,
      proved: hasWayBack([member], now()),
    })),
    buttons: await buttonsOf(store, space.id),
  };
}

async function buttonsOf(store: Dependencies["store"], spaceId: string): Promise<SignInSettings["buttons"]> {
  const buttons: SignInSettings["buttons"] = [];
  for (const option of await store.optionsOf(spaceId).all()) {
    if (option.status !== "active") continue;
    const found = await findConnection(store, spaceId, option.connectionId);
    if (!found) continue;
    const { name, provider, reference } = found.connection;
    buttons.push({ optionId: option.id, name, provider, reference });
  }
  return buttons;
}

/** What a password sign-in must bring beside the password. Nobody who comes through a connection is asked for it. */
export async function setPasswordRules(
  deps: Dependencies,
  acting: Acting,
  rules: { twoFactorRequired: boolean; passwordMaxAgeDays: number | null },
): Promise<Outcome<null>> {
  return deps.store.transaction(async (tx) => {
    await tx.spaces.lock(acting.space.id);
    const before = await tx.spaces.byId(acting.space.id);
    if (!before) return refused("not_found", "space_not_found", "There is no such space.");
    const changed = (["twoFactorRequired", "passwordMaxAgeDays"] as const).filter(
      (name) => before[name] !== rules[name],
    );
    if (changed.length === 0) return done(null);
    await tx.spaces.update(before.id, rules);
    await tx.auditOf(before.id).append(
      {
        actor: acting.actor,
        action: "space.password_rules_changed",
        target: { kind: "space", id: before.id, name: before.name },
        details: Object.fromEntries(changed.map((name) => [name, { from: before[name], to: rules[name] }])),
      },
      deps.now(),
    );
    return done(null);
  });
}

/**
 * Moves a button of the sign-in page one place up, one down, or to the top, where it is the default. All positions are written
 * anew, so that gaps and doubles that were there do no harm.
 */
export async function moveSignInButton(
  deps: Pick<Dependencies, "store" | "now">,
  acting: Acting,
  wish: { optionId: string; to: "first" | "up" | "down" },
): Promise<Outcome<null>> {
  return deps.store.transaction(async (tx) => {
    await tx.spaces.lock(acting.space.id);
    const options = tx.optionsOf(acting.space.id);
    const all = await options.all();
    const moved = all.find(({ id }) => id === wish.optionId);
    if (!moved) return refused("not_found", "option_not_found", "This connection is not there any more.");
    // Those without a button keep their place behind the ones that have one.
    const shown = all.filter(({ status }) => status === "active");
    const at = shown.indexOf(moved);
    if (at < 0)
      return refused("conflict", "option_inactive", "This connection is not active, so it has no button.");
    const target = wish.to === "first" ? 0 : Math.max(0, Math.min(shown.length - 1, at + step[wish.to]));
    if (target === at) return done(null);
    shown.splice(target, 0, ...shown.splice(at, 1));
    const order = [...shown, ...all.filter(({ status }) => status !== "active")];
    for (const [position, option] of order.entries())
      if (option.position !== position) await options.update(option.id, { position }, null);
    await tx.auditOf(acting.space.id).append(
      {
        actor: acting.actor,
        action: "space.sign_in_order_changed",
        target: { kind: "space", id: acting.space.id, name: acting.space.name },
        details: { order: shown.map(({ connectionId }) => connectionId) },
      },
      deps.now(),
    );
    return done(null);
  });
}

const step = { up: -1, down: 1 } as const;
