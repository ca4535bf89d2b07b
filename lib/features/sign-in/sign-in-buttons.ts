import type { Store } from "@/lib/db/store";
import { findConnection, noSuchConnection } from "@/lib/features/connections/find-connection";
import type { SignInOption } from "@/lib/model/connections/connection";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";

type ButtonDependencies = Pick<Dependencies, "store" | "now">;

/**
 * Moves a button of the sign-in page one place up, one down, or to a place (0 is the first; beyond the last is the
 * last). All positions are written again, so that existing gaps and duplicates do no harm.
 */
export async function moveSignInButton(
  deps: ButtonDependencies,
  ctx: Context,
  input: { optionId: string; to: "up" | "down" | number },
): Promise<Outcome<null>> {
  return deps.store.transaction((tx) => move(deps, tx, ctx, input));
}

/** Makes a button the one that is highlighted on the sign-in page, wherever it is in the order. */
export async function makeDefaultButton(
  deps: ButtonDependencies,
  ctx: Context,
  optionId: string,
): Promise<Outcome<null>> {
  return deps.store.transaction((tx) => makeDefault(deps, tx, ctx, optionId));
}

/** Both in one step, for the button of a connection; returns its new state. */
export async function placeSignInButton(
  deps: ButtonDependencies,
  ctx: Context,
  connectionId: string,
  input: { position?: number | undefined; isDefault?: true | undefined },
): Promise<Outcome<SignInOption>> {
  return deps.store.transaction(async (tx) => {
    const option = (await findConnection(tx, ctx.space.id, connectionId))?.option;
    if (!option) return noSuchConnection();
    const to = input.position;
    const moved = to === undefined ? done(null) : await move(deps, tx, ctx, { optionId: option.id, to });
    if (!moved.ok) return moved;
    const chosen = input.isDefault ? await makeDefault(deps, tx, ctx, option.id) : done(null);
    if (!chosen.ok) return chosen;
    const after = await tx.optionsOf(ctx.space.id).byId(option.id);
    return after ? done(after) : noSuchConnection();
  });
}

async function move(
  deps: ButtonDependencies,
  tx: Store,
  ctx: Context,
  input: { optionId: string; to: "up" | "down" | number },
): Promise<Outcome<null>> {
  await tx.spaces.lock(ctx.space.id);
  const options = tx.optionsOf(ctx.space.id);
  const all = await options.all();
  const moved = findButton(all, input.optionId);
  if (!moved.ok) return moved;
  // Options without a button keep their place after those that have one.
  const shown = all.filter(({ status }) => status === "active");
  const at = shown.indexOf(moved.value);
  const requested = typeof input.to === "number" ? input.to : at + step[input.to];
  const target = Math.max(0, Math.min(shown.length - 1, requested));
  if (target === at) return done(null);
  shown.splice(target, 0, ...shown.splice(at, 1));
  const order = [...shown, ...all.filter(({ status }) => status !== "active")];
  for (const [position, option] of order.entries())
    if (option.position !== position) await options.update(option.id, { position }, null);
  const details = { order: shown.map(({ connectionId }) => connectionId) };
  await write(deps, tx, ctx, "space.sign_in_order_changed", details);
  return done(null);
}

const step = { up: -1, down: 1 } as const;

async function makeDefault(
  deps: ButtonDependencies,
  tx: Store,
  ctx: Context,
  optionId: string,
): Promise<Outcome<null>> {
  await tx.spaces.lock(ctx.space.id);
  const options = tx.optionsOf(ctx.space.id);
  const all = await options.all();
  const chosen = findButton(all, optionId);
  if (!chosen.ok) return chosen;
  if (chosen.value.isDefault) return done(null);
  await options.makeDefault(optionId);
  const from = all.find(({ isDefault }) => isDefault)?.connectionId ?? null;
  const details = { from, to: chosen.value.connectionId };
  await write(deps, tx, ctx, "space.sign_in_default_changed", details);
  return done(null);
}

async function write(
  deps: ButtonDependencies,
  tx: Store,
  { actor, space }: Context,
  action: string,
  details: Record<string, unknown>,
): Promise<void> {
  const target = { kind: "space" as const, id: space.id, name: space.name };
  await tx.auditOf(space.id).append({ actor, action, target, details }, deps.now());
}

function findButton(all: readonly SignInOption[], optionId: string): Outcome<SignInOption> {
  const option = all.find(({ id }) => id === optionId);
  if (!option) return noSuchConnection();
  return option.status === "active"
    ? done(option)
    : refused("conflict", "option_inactive", "This connection is not active, so it has no button.");
}
