import { done, type Outcome, refused } from "@/lib/model/outcome";
import { passwordProblem, passwordProblems } from "@/lib/model/people/password-strength";
import type { User } from "@/lib/model/people/person";
import type { Dependencies } from "@/lib/ports/dependencies";
import { passwordScore } from "@/lib/schemas/password-score";

/**
 * Checks a new password: long enough, hard to guess even for somebody who knows the person, and different from the
 * current one.
 */
export async function validateNewPassword(
  { passwords }: Pick<Dependencies, "passwords">,
  user: Pick<User, "email" | "firstName" | "lastName">,
  newPassword: string,
  currentHash: string | null,
): Promise<Outcome<null>> {
  const score = await passwordScore(newPassword, [user.email, user.firstName, user.lastName, "gatehouse"]);
  const problem =
    passwordProblem(newPassword, score) ??
    (currentHash !== null && (await passwords.verify(currentHash, newPassword)) ? "same_as_before" : null);
  if (problem === null) return done(null);
  return refused("invalid", `password_${problem}`, passwordProblems[problem], { field: "newPassword" });
}
