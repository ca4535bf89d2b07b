import type { TestResultView } from "@/lib/schemas/sso-views";
import { roleWords } from "./words";

/** "This person would get: …", in sentences. */
export function outlookSentences(outlook: NonNullable<TestResultView["outlook"]>): string[] {
  const { outcome, isNew, role, teams, refusal } = outlook;
  const inTeams =
    teams.length > 0 ? `, in ${teams.length === 1 ? "the team" : "the teams"} ${teams.join(", ")}` : "";
  const as = `${role ? roleWords[role] : "no role"}${inTeams}`;
  if (outcome === "refuse")
    return [
      "No access. The connection works, but this person would be refused.",
      ...(refusal ? [refusal.cause, refusal.fix] : []),
    ];
  if (outcome === "pending") return [`An entry under Approvals; once an administrator approves: ${as}.`];
  return [
    isNew
      ? `A new membership in this space as ${as}.`
      : `Access as ${as}, as an existing person of this space.`,
  ];
}

/**
 * The words for a passed test. A valid answer does not mean that this person is admitted, nor does it if that is
 * unknown.
 */
export function passedSentence(result: Pick<TestResultView, "outlook">, what: string): string {
  const { outlook } = result;
  const accepted = `${what} works: the provider's answer was accepted.`;
  switch (outlook?.outcome) {
    case "admit":
      return `${what} signs people in as it should.`;
    case "pending":
      return `${accepted} This person would have to be approved before they get in.`;
    case "refuse":
      return `${accepted} But this person would not get in; see below why, and what to do.`;
    default:
      return accepted;
  }
}

/** The test has passed, and the person of the test would get no access. */
export const refusesPerson = ({ outlook }: Pick<TestResultView, "outlook">) => outlook?.outcome === "refuse";
