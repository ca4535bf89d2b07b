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
      "No access. The connection works; it is this person who would be refused.",
      ...(refusal ? [refusal.cause, refusal.fix] : []),
    ];
  if (outcome === "pending")
    return [`A place in the list of approvals; once an administrator approves: ${as}.`];
  return [isNew ? `A new membership of this space as ${as}.` : `Access as ${as}, as a person of this space.`];
}
