import {
  type EndedAccess,
  type EndingChoices,
  endAtSwitch,
  nothingEndedAtSwitch,
} from "@/lib/features/access/end-at-switch";
import { replaceToken } from "@/lib/features/tokens/create-token";
import { endStrayTokens } from "@/lib/features/tool-tokens/end-stray-tokens";
import { authorityOf } from "@/lib/model/connections/authority";
import type { RelinkChoice } from "@/lib/model/connections/choices";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import type { Token } from "@/lib/model/tokens/token";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { CreatedTokenView } from "@/lib/schemas/token";
import { type Activation, passwordFallbackRefusal, readActivation } from "./activation";
import { decideRelink, type Relinked } from "./relink-choice";
import { notSubscribed } from "./sso-permission";

export interface Activated {
  connectionId: string;
  version: number;
  /**
   * True if the option was a draft: the administrator who activates it is signed out, and the space's tokens end if
   * it was the first.
   */
  firstTime: boolean;
  ended: EndedAccess;
  /** The number of linked people carried over to another issuer, entity ID or format. */
  takenAlong: number;
  /** The token that the caller goes on with, if the activation has ended the caller's own. */
  replacementToken: CreatedTokenView | null;
}

export interface ActivationInput extends EndingChoices {
  connectionId: string;
  /** The version that the person saw, so that another one meanwhile is refused; `null` accepts any. */
  configurationId: string | null;
  /** Required if the version would refuse people who are linked. */
  relink?: RelinkChoice | null | undefined;
  /** The token of the program that activates: if it ends, a new one takes its place. */
  caller?: Token;
}

/**
 * Makes the exact version that passed its test the live one and the space's option active (docs/model.md#activation).
 * The first activation of an option ends the session that performs it, and the space's tokens unless other
 * connections are active; putting a new version live on an active option ends nothing.
 */
export async function activateOption(
  deps: Dependencies,
  ctx: Context,
  input: ActivationInput,
): Promise<Outcome<Activated>> {
  const unsubscribed = notSubscribed(ctx.space);
  if (unsubscribed) return unsubscribed;
  return deps.store.transaction(async (tx) => {
    const read = await readActivation(tx, ctx, deps.now(), input);
    if (!read.ok) return read;
    const activation = read.value;
    const { connection, live, candidate, next } = activation;
    const noWayBack = next && (await passwordFallbackRefusal(tx, ctx.space.id, activation.now));
    if (noWayBack) return noWayBack;
    const choice = { choice: input.relink ?? null, upTo: ctx.role };
    const relinked = await decideRelink(tx, connection, { live, candidate }, choice);
    if (!relinked.ok) return relinked;
    const stray = await putLive(activation);
    if (!(await openOption(activation))) return activatedMeanwhile();
    const ending = await endByActivation(deps, activation, input);
    await recordActivation(activation, { ...ending, stray, relinked: relinked.value, choices: input });
    return done({
      connectionId: connection.id,
      version: candidate.version,
      firstTime: next !== null,
      ended: ending.ended,
      takenAlong: relinked.value.taken,
      replacementToken:
        input.caller && ending.tokens === "end" ? await replaceToken(deps, tx, ctx, input.caller) : null,
    });
  });
}

/** Moves the live pointer if the candidate is not live already; returns the tool tokens that it cannot use. */
async function putLive({ tx, ctx, now, connection, candidate, goesLive }: Activation) {
  if (!goesLive) return {};
  const connections = tx.connectionsOf(connection.organizationId);
  await connections.goLive(connection.id, candidate.id, now, authorityOf(ctx));
  return endStrayTokens(tx, connection, candidate, now);
}

/** Activates an option that was never active; `false` if another request was faster. */
async function openOption({ tx, ctx, now, option, next }: Activation): Promise<boolean> {
  if (!next) return true;
  return tx.optionsOf(ctx.space.id).move(option.id, option.status, next, {
    userId: ctx.user?.id ?? null,
    at: now,
    authority: authorityOf(ctx),
  });
}

const activatedMeanwhile = () =>
  refused("conflict", "already_active", "Somebody else has activated this connection at the same moment.");

async function endByActivation(
  deps: Dependencies,
  { tx, ctx, connection, next }: Activation,
  choices: EndingChoices,
): Promise<{ ended: EndedAccess; tokens: "keep" | "end" }> {
  if (!next) return { ended: nothingEndedAtSwitch, tokens: "keep" };
  return endAtSwitch(deps, tx, ctx, { connection, why: "sso_activated", choices });
}

interface Recorded {
  ended: EndedAccess;
  tokens: "keep" | "end";
  stray: { toolTokensEnded?: number };
  relinked: Relinked;
  choices: EndingChoices;
}

async function recordActivation(
  { tx, ctx, now, connection, live, candidate, next }: Activation,
  { ended, tokens, stray, relinked, choices }: Recorded,
): Promise<void> {
  await tx.auditOf(ctx.space.id).append(
    {
      actor: ctx.actor,
      action: next ? "connection.activated" : "configuration.went_live",
      target: { kind: "connection", id: connection.id, name: connection.name },
      details: {
        version: candidate.version,
        previousVersion: live?.version ?? null,
        ...ended,
        ...stray,
        ...(relinked.relink ? relinked : {}),
        sessionsOfOthers: choices.sessions,
        tokens,
      },
    },
    now,
  );
}
