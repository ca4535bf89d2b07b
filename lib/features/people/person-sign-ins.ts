import { explain } from "@/lib/model/explanations/catalogue";
import type { AttemptStatus, SignInAttempt } from "@/lib/model/sign-in/attempt";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";

/** One sign-in on a person's card. */
export interface PersonSignIn {
  id: string;
  at: string;
  connection: string;
  status: AttemptStatus;
  refusalCode: string | null;
  /** Why it was refused. */
  cause: string | null;
}

const shown = 10;

/**
 * The latest sign-ins of a person through single sign-on to this space, including refused ones: those that are
 * certainly theirs, and those in which a provider named their address. Newest first.
 */
export async function personSignIns(
  deps: Pick<Dependencies, "store">,
  ctx: Pick<Context, "space">,
  person: { id: string; email: string },
): Promise<PersonSignIn[]> {
  const { attempts } = deps.store;
  const query = { sort: "createdAt", direction: "desc" as const, pageSize: shown, countUpTo: 0 };
  const theirs = await attempts.page(ctx.space.id, { ...query, userId: person.id });
  const named = await attempts.page(ctx.space.id, { ...query, namedOnly: person.email });
  const all = new Map<string, SignInAttempt>();
  for (const attempt of [...theirs.rows, ...named.rows]) {
    if (attempt.userId === person.id || attempt.email === person.email) all.set(attempt.id, attempt);
  }
  return [...all.values()]
    .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime())
    .slice(0, shown)
    .map((attempt) => ({
      id: attempt.id,
      at: attempt.createdAt.toISOString(),
      connection: attempt.connectionName,
      status: attempt.status,
      refusalCode: attempt.refusalCode,
      cause: attempt.refusalCode ? explain(attempt.refusalCode, attempt.protocol).cause : null,
    }));
}
