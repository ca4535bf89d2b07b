import { roleWords } from "@/components/connections/words";
import { type LeftOutReason, leftOutReasons, type PeopleChange } from "@/lib/model/people/people-change";
import { counted } from "@/lib/model/text/counted";
import type { PeopleChangeView } from "@/lib/schemas/people-change";

export type ChangeKind = PeopleChange["kind"];

const members = (count: number) => counted(count, "member", "members");
const names = 3;

/** The words of each change: on the bar, as the dialog's question, on its button and while it runs. */
export const changeWords: Record<
  ChangeKind,
  { action: string; title: (count: number) => string; confirm: (count: number) => string; pending: string }
> = {
  role: {
    action: "Change role",
    title: (count) => `Change the role of ${members(count)}`,
    confirm: (count) => `Change ${members(count)}`,
    pending: "Changing",
  },
  team: {
    action: "Add to team",
    title: (count) => `Add ${members(count)} to a team`,
    confirm: (count) => `Add ${members(count)}`,
    pending: "Adding",
  },
  deactivate: {
    action: "Deactivate",
    title: (count) => `Deactivate ${members(count)}?`,
    confirm: (count) => `Deactivate ${members(count)}`,
    pending: "Deactivating",
  },
  reactivate: {
    action: "Reactivate",
    title: (count) => `Reactivate ${members(count)}?`,
    confirm: (count) => `Reactivate ${members(count)}`,
    pending: "Reactivating",
  },
  invitation: {
    action: "Send invitation again",
    title: (count) => `Send the invitation to ${members(count)} again?`,
    confirm: (count) => `Send ${counted(count, "email")}`,
    pending: "Sending",
  },
};

/** What the change does, in numbers, one sentence each. */
export function consequencesOf(change: PeopleChange, plan: PeopleChangeView): string[] {
  const count = plan.changed.length;
  if (count === 0) return [];
  switch (change.kind) {
    case "role":
      return [
        `${members(count)} ${count === 1 ? "becomes" : "become"} ${roleWords[change.role].toLowerCase()} and ${count === 1 ? "takes a licence" : "take licences"} for this role.`,
        "Role rules of a connection may give another role at the next sign-in.",
      ];
    case "team":
      return [`${members(count)} ${count === 1 ? "joins" : "join"} the team. Roles stay as they are.`];
    case "deactivate":
      return [
        `${members(count)} ${count === 1 ? "loses" : "lose"} access at once. You can undo this.`,
        plan.sessions > 0
          ? `${counted(plan.sessions, "session ends", "sessions end")} immediately.`
          : "None of them is signed in now.",
        ...(plan.tokens > 0
          ? [`${counted(plan.tokens, "personal token stops", "personal tokens stop")} working permanently.`]
          : []),
        `${counted(count, "licence becomes", "licences become")} free.`,
      ];
    case "reactivate":
      return [
        `${members(count)} ${count === 1 ? "gets" : "get"} access again with the role they had, and ${count === 1 ? "takes a licence" : "take licences"}.`,
        "Ended tokens stay ended.",
      ];
    case "invitation":
      return [`${members(count)} ${count === 1 ? "gets" : "get"} an email that says where to sign in.`];
  }
}

const reasons: Record<LeftOutReason, (kind: ChangeKind) => string> = {
  yourself: () => "You cannot change yourself here.",
  it_administrator: () =>
    "IT administrators are the emergency access. Change them one by one, on their own page.",
  last_administrator: () => "The space needs at least one administrator.",
  role_above_own: () => "The role is above your own.",
  no_licence: () => "No licence is left for the role.",
  already: (kind) =>
    kind === "role"
      ? "Has this role already."
      : kind === "team"
        ? "In this team already."
        : "Deactivated already.",
  waiting: () => "Waiting for approval. Decide under Approvals.",
  deactivated: () => "Deactivated.",
  not_deactivated: () => "Not deactivated.",
  has_signed_in: () => "Has signed in already.",
  not_found: () => "No longer in this space.",
};

/** Who is left out: one line for each reason, with the number and the first names. */
export function leftOutLines(kind: ChangeKind, leftOut: PeopleChangeView["leftOut"]): LeftOutLine[] {
  return leftOutReasons.flatMap((reason) => {
    const people = leftOut.filter((one) => one.reason === reason).map(({ name }) => name);
    return people.length === 0
      ? []
      : [{ reason: reasons[reason](kind), count: people.length, who: nameList(people) }];
  });
}

export interface LeftOutLine {
  reason: string;
  count: number;
  who: string;
}

function nameList(all: readonly string[]): string {
  const more = all.length - names;
  return more > 0
    ? `${all.slice(0, names).join(", ")} and ${more.toLocaleString("en")} more`
    : all.join(", ");
}

const outcomes: Record<ChangeKind, (count: number) => string> = {
  role: (count) => `The role of ${members(count)} was changed.`,
  team: (count) => `${members(count)} added to the team.`,
  deactivate: (count) => `${members(count)} deactivated.`,
  reactivate: (count) => `${members(count)} reactivated.`,
  invitation: (count) => `${members(count)} invited again.`,
};

/** What was done, for the confirmation. */
export function outcomeWords(kind: ChangeKind, { changed, leftOut }: PeopleChangeView): string {
  const left = leftOut.length > 0 ? ` ${leftOut.length.toLocaleString("en")} left out.` : "";
  return `${outcomes[kind](changed.length)}${left}`;
}
