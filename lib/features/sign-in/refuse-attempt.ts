import type { Check, Refusal } from "@/lib/model/refusals/validation-result";
import type { SignInAttempt } from "@/lib/model/sign-in/attempt";
import type { Dependencies } from "@/lib/ports/dependencies";

/** What is known about the refused person. */
interface RefusedPerson {
  checks: Check[];
  email: string | null;
  userId?: string | null;
}

/** Ends the attempt with its refusal, where the administrator finds it by the reference shown to the person. */
export async function refuseAttempt(
  { store, now }: Pick<Dependencies, "store" | "now">,
  { id: attemptId }: Pick<SignInAttempt, "id">,
  { code, ...cause }: Refusal<string>,
  { checks, email, userId = null }: RefusedPerson,
) {
  const { check, received, expected } = cause;
  await store.attempts.finish(
    attemptId,
    {
      status: "refused",
      refusalCode: code,
      cause: { check, received, expected, checks },
      email,
      userId,
      sessionId: null,
    },
    now(),
  );
  return { outcome: "refused" as const, code, attemptId };
}
