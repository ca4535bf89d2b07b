import { enforcementProblem } from "@/lib/features/passwords/set-password-sign-in";
import { withOneDefault } from "@/lib/model/connections/default-option";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import { displayName } from "@/lib/model/people/person";
import { hasPasswordFallback } from "@/lib/model/sign-in/password-fallback";
import type { Space } from "@/lib/model/spaces/space";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";

/** What the settings page shows. */
export interface SignInSettings {
  space: Space;
  /** Who changed it last, and when; `null` if nobody ever has. */
  lastChange: { by: string; at: string } | null;
  /** The reason why it cannot be enforced now. */
  problem: string | null;
  people: {
    /** Active people who have a password and would not be admitted by it. */
    losePassword: number;
    active: number;
    /** Active people who have a password. */
    withPassword: number;
    /** People whom the space's own organization has converted to SSO only. */
    ssoOnly: number;
    withoutTwoFactor: number;
    /** Active people who have signed in through a connection. */
    throughConnections: number;
    /** Active people who never have, without IT administrators. */
    neverConnected: number;
  };
  administrators: {
    id: string;
    name: string;
    email: string;
    isItAdministrator: boolean;
    hasPassword: boolean;
    lastPasswordSignInAt: string | null;
    /** True if they count as the emergency access. */
    proved: boolean;
  }[];
  /** Those of active connections, in the order of the sign-in page; one is the default. */
  buttons: { optionId: string; name: string; provider: string; reference: string; isDefault: boolean }[];
}

/** Reads the current settings. */
export async function readSignInSettings(
  { store, now }: Pick<Dependencies, "store" | "now">,
  ctx: Pick<Context, "space">,
): Promise<SignInSettings | null> {
  const space = await store.spaces.byId(ctx.space.id);
  if (!space) return null;
  const memberships = store.membershipsOf(space.id);
  const counts = await memberships.counts();
  const administrators = (await memberships.administrators()).filter(({ status }) => status === "active");
  const own = await store.organizationsOf(space.id).own();
  const withMark = administrators.filter(({ isItAdministrator }) => isItAdministrator);
  const bySso = { signIn: "sso", status: "active" } as const;
  const throughConnections = await memberships.count(bySso);
  const administratorsThere = await memberships.count({ ...bySso, itAdministrator: true });
  const problem = await enforcementProblem(store, space.id, now());
  const { rows } = await store
    .auditOf(space.id)
    .page({ action: "space.password_sign_in_changed", pageSize: 1, countUpTo: 0 });
  const [change] = rows;
  return {
    space,
    lastChange: change ? { by: change.actor.name ?? "Somebody", at: change.at.toISOString() } : null,
    problem: problem?.problem.message ?? null,
    people: {
      losePassword: counts.withPassword - withMark.filter(({ user }) => user.hasPassword).length,
      active: counts.active,
      withPassword: counts.withPassword,
      ssoOnly: own ? await store.users.countSsoOnly(own.id) : 0,
      withoutTwoFactor: counts.active - counts.withTwoFactor,
      throughConnections,
      neverConnected: counts.active - throughConnections - (counts.itAdministrators - administratorsThere),
    },
    administrators: administrators.map((member) => ({
      id: member.userId,
      name: displayName(member.user),
      email: member.user.email,
      isItAdministrator: member.isItAdministrator,
      hasPassword: member.user.hasPassword,
      lastPasswordSignInAt: member.user.lastPasswordSignInAt?.toISOString() ?? null,
      proved: hasPasswordFallback([member], now()),
    })),
    buttons: await buttonsOf(store, space.id),
  };
}

async function buttonsOf(store: Dependencies["store"], spaceId: string): Promise<SignInSettings["buttons"]> {
  const active = await store.spaceConnectionsOf(spaceId).all({ status: "active" });
  const buttons = active.flatMap(({ option, connection: { name, provider, reference } }) =>
    option ? [{ optionId: option.id, name, provider, reference, isDefault: option.isDefault }] : [],
  );
  return withOneDefault(buttons);
}

/** What a password sign-in must bring besides the password. People who sign in through a connection are exempt. */
export async function setPasswordRules(
  deps: Dependencies,
  ctx: Context,
  rules: { twoFactorRequired: boolean; passwordMaxAgeDays: number | null },
): Promise<Outcome<null>> {
  return deps.store.transaction(async (tx) => {
    await tx.spaces.lock(ctx.space.id);
    const before = await tx.spaces.byId(ctx.space.id);
    if (!before) return refused("not_found", "space_not_found", "There is no such space.");
    const changed = (["twoFactorRequired", "passwordMaxAgeDays"] as const).filter(
      (name) => before[name] !== rules[name],
    );
    if (changed.length === 0) return done(null);
    await tx.spaces.update(before.id, rules);
    await tx.auditOf(before.id).append(
      {
        actor: ctx.actor,
        action: "space.password_rules_changed",
        target: { kind: "space", id: before.id, name: before.name },
        details: Object.fromEntries(changed.map((name) => [name, { from: before[name], to: rules[name] }])),
      },
      deps.now(),
    );
    return done(null);
  });
}
