import { applicationOfReturnPath } from "@/lib/features/applications/application-of-return-path";
import { explain } from "@/lib/model/explanations/catalogue";
import type { Dependencies } from "@/lib/ports/dependencies";

/** What a refused person may read: a sentence and a reference, never the cause. */
export interface RefusalNotice {
  code: string;
  sentence: string;
  /** The attempt's id, by which an administrator finds the cause. */
  reference: string | null;
  at: Date | null;
  space: { id: string; slug: string; name: string } | null;
  /** The connection that can be tested from here, if it was never live. */
  testable: string | null;
  /** The application that waits for the sign-in, and the address that leads back to it with the reference. */
  application: { name: string; path: string } | null;
}

/** Reads it by reference; an unknown reference reads like any refusal. */
export async function readRefusal(
  deps: Pick<Dependencies, "store" | "secrets" | "now">,
  input: { attemptId: string | null; code: string | null },
): Promise<RefusalNotice> {
  const attempt = input.attemptId ? await deps.store.attempts.byId(input.attemptId) : null;
  const refused = attempt?.status === "refused" && attempt.testRunId === null ? attempt : null;
  const waiting = refused ? await applicationOfReturnPath(deps, refused.returnTo) : null;
  const code = input.code ?? refused?.refusalCode ?? "attempt_unknown";
  const space = attempt ? await deps.store.spaces.byId(attempt.spaceId) : null;
  return {
    code,
    sentence: explain(code).forPerson,
    reference: attempt?.id ?? null,
    at: refused?.finishedAt ?? null,
    space: space && { id: space.id, slug: space.slug, name: space.name },
    testable: refused?.refusalCode === "not_live_yet" ? refused.connectionId : null,
    application: waiting && { name: waiting.name, path: `${waiting.cancelPath}=${refused?.id}` },
  };
}
