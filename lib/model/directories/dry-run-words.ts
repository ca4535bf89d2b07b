import type { Role } from "@/lib/model/people/roles";
import type { FixedBy } from "@/lib/model/refusals/validation-result";
import type { FeedReason } from "./directory";
import { feedReasonExplanations } from "./feed-reasons";

/** What activation would do with one person, as the dry run finds it. */
export interface DryRunPerson {
  active: boolean;
  outcome: "matched" | "new" | "conflicting" | "ambiguous";
  reason: FeedReason | null;
  standing: "nothing" | "join" | "change" | "return" | "leave" | "keep" | "refuse" | null;
  role: Role | null;
  roleBefore: Role | null;
  waits: boolean;
}

/** The kinds of what can happen to somebody, the ones to look at first. */
export const dryRunKinds = ["problem", "leaves", "joins", "waits", "returns", "changes", "stays"] as const;
export type DryRunKind = (typeof dryRunKinds)[number];

/** What happens to a person, in words; and what to do about it, if anything. */
export interface ToldPerson {
  kind: DryRunKind;
  says: string;
  fix: string | null;
  fixedBy: FixedBy | null;
}

const roleWords: Record<Role, string> = { reader: "Reader", editor: "Editor", admin: "Administrator" };
const told = (kind: DryRunKind, says: string): ToldPerson => ({ kind, says, fix: null, fixedBy: null });

/** Says what activation would do with one person. */
export function tellDryRun(person: DryRunPerson): ToldPerson {
  const { active, standing, reason, roleBefore, waits } = person;
  if (reason !== null) {
    const { cause, fix, fixedBy } = feedReasonExplanations[reason];
    return { kind: "problem", says: cause, fix, fixedBy };
  }
  const role = roleWords[person.role ?? "reader"];
  switch (standing) {
    case "join":
      return waits
        ? told("waits", `Waits for your approval, then ${role}`)
        : told("joins", `Joins as ${role}`);
    case "return":
      return told("returns", `Gets access again, as ${role}`);
    case "leave":
      return told("leaves", "Loses access: the directory says that this person has left");
    case "change":
      return roleBefore === null || roleBefore === person.role
        ? told("stays", `Stays ${role}`)
        : told("changes", `Becomes ${role}, was ${roleWords[roleBefore]}`);
    case "nothing":
      if (active) return told("stays", "Stays as they are");
      return told("stays", "Has no access, and gets none: the directory says that this person has left");
    default:
      return told("stays", "Stays as they are");
  }
}
