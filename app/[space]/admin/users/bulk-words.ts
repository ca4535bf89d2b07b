import { roleWords } from "@/components/connections/words";
import { receiptWords } from "@/lib/model/access/receipt-words";
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
  end_access: {
    action: "End access now",
    title: (count) => `End the access of ${members(count)} now?`,
    confirm: (count) => `End access of ${members(count)}`,
    pending: "Ending access",
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
        ...endsOf(plan),
        `${counted(count, "licence becomes", "licences become")} free.`,
      ];
    case "end_access":
      return [
        ...endsOf(plan),
        `${members(count)} ${count === 1 ? "stays a member" : "stay members"} and can sign in again. To keep them out, deactivate them.`,
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

/** Said of one person. */
export const notSignedIn = "They are not signed in here now.";

/** What ends, in numbers. */
export function endsOf(
  { sessions, tokens, toolTokens, applications }: Ends,
  noSession = "None of them is signed in now.",
): string[] {
  return [
    sessions > 0 ? `${counted(sessions, "session ends", "sessions end")} immediately.` : noSession,
    ...(applications > 0
      ? [
          counted(
            applications,
            "sign-in to an application ends. Applications that take sign-outs are told.",
            "sign-ins to applications end. Applications that take sign-outs are told.",
          ),
        ]
      : []),
    ...(tokens > 0
      ? [`${counted(tokens, "personal token stops", "personal tokens stop")} working permanently.`]
      : []),
    ...(toolTokens > 0
      ? [`${counted(toolTokens, "kept grant at a tool is", "kept grants at tools are")} deleted.`]
      : []),
  ];
}

type Ends = Pick<PeopleChangeView, "sessions" | "tokens" | "toolTokens" | "applications">;

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
  end_access: (count) => `The access of ${members(count)} was ended.`,
  reactivate: (count) => `${members(count)} reactivated.`,
  invitation: (count) => `${members(count)} invited again.`,
};

/** What was done, for the confirmation. */
export function outcomeWords(kind: ChangeKind, { changed, leftOut, ...ends }: PeopleChangeView): string {
  const left = leftOut.length > 0 ? ` ${leftOut.length.toLocaleString("en")} left out.` : "";
  const ended = kind === "end_access" ? endedWords(ends) : "";
  return `${outcomes[kind](changed.length)}${ended}${left}`;
}

function endedWords({ tokens: personalTokens, ...ends }: Ends): string {
  const words = receiptWords({ ...ends, personalTokens });
  return words ? ` Ended: ${words}.` : " There was nothing left to end.";
}
