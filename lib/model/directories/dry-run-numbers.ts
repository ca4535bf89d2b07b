import type { Role } from "@/lib/model/people/roles";
import { type DryRunKind, type DryRunPerson, tellDryRun } from "./dry-run-words";

/** A dry run in numbers. */
export interface DryRunNumbers {
  people: number;
  outcomes: Record<DryRunPerson["outcome"], number>;
  kinds: Record<DryRunKind, number>;
  leaving: number;
  /** Further licences, by role. */
  needed: Record<Role, number>;
}

/** The numbers before anybody has been counted. */
export const nobodyCounted = (): DryRunNumbers => ({
  people: 0,
  outcomes: { matched: 0, new: 0, conflicting: 0, ambiguous: 0 },
  kinds: { problem: 0, leaves: 0, joins: 0, waits: 0, returns: 0, changes: 0, stays: 0 },
  leaving: 0,
  needed: { reader: 0, editor: 0, admin: 0 },
});

/** Counts further people in. */
export function countIn(numbers: DryRunNumbers, people: readonly DryRunPerson[]): void {
  for (const person of people) {
    numbers.people += 1;
    numbers.outcomes[person.outcome] += 1;
    numbers.kinds[tellDryRun(person).kind] += 1;
    if (person.standing === "leave") numbers.leaving += 1;
    if (takesLicence(person)) numbers.needed[person.role ?? "reader"] += 1;
  }
}

function takesLicence({ standing, reason, active }: DryRunPerson): boolean {
  return standing === "join" || standing === "return" || (active && reason === "no_licence");
}
