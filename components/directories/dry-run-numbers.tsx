import { Callout } from "@/components/ui/callout";
import { cx } from "@/components/ui/cx";
import type { DryRunNumbers as Numbers } from "@/lib/model/directories/dry-run-numbers";
import type { ReviewNumbers } from "@/lib/model/directories/review";
import { type Role, roles } from "@/lib/model/people/roles";
import { counted } from "@/lib/model/text/counted";
import { roleWords } from "../connections/words";
import { kindWords } from "./dry-run-words";

/** The dry run in numbers: who is recognised, who is new, who cannot be decided, and the licences that it takes. */
export function DryRunNumbers({ numbers }: { numbers: ReviewNumbers }) {
  const { people, outcomes, kinds, licences } = numbers;
  const tiles = [
    { word: "Recognised", number: outcomes.matched, detail: "People whom this space knows already" },
    { word: "New", number: outcomes.new, detail: "Nobody here has their address yet" },
    {
      word: "Conflicting",
      number: outcomes.conflicting,
      detail: "Cannot be taken over, and stay as they are",
      isBad: outcomes.conflicting > 0,
    },
    {
      word: "Ambiguous",
      number: outcomes.ambiguous,
      detail: "Fit two people here, and stay as they are",
      isBad: outcomes.ambiguous > 0,
    },
  ];
  return (
    <div className="space-y-4">
      <dl className="grid grid-cols-2 gap-3 xl:grid-cols-4">
        {tiles.map(({ word, number, detail, isBad = false }) => (
          <div key={word} className="flex flex-col rounded-lg border border-line bg-surface p-4">
            <dt className="order-2 font-medium">
              {word}
              <span className="block text-sm font-normal text-muted">{detail}</span>
            </dt>
            <dd className={cx("tabular text-2xl font-semibold", isBad && "text-danger")}>
              {number.toLocaleString("en")}
            </dd>
          </div>
        ))}
      </dl>
      <div className="space-y-1 rounded-lg border border-line bg-surface p-4">
        <h2 className="font-semibold">What activation does</h2>
        <ul className="space-y-1">
          {sentences(kinds).map(({ text, kind }) => {
            const { icon: Icon } = kindWords[kind];
            return (
              <li key={kind} className="flex gap-2">
                <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />
                <span>{text}</span>
              </li>
            );
          })}
        </ul>
        <p className="pt-1 text-sm text-muted">
          {people === 0 ? "Nothing: nobody has arrived yet." : licenceSentence(licences)}
        </p>
      </div>
      {lacksLicences(licences) && (
        <Callout tone="warn" title="There are not enough licences">
          Whoever comes too late has no access until there are more, and administrators are told.
        </Callout>
      )}
    </div>
  );
}

/** What activation does, a sentence for each kind of people that there is. */
export function sentences(counts: Numbers["kinds"]) {
  const person = (number: number, one: string, many: string) =>
    counted(number, `person ${one}`, `people ${many}`);
  return (
    [
      { kind: "joins", text: `${person(counts.joins, "joins", "join")} this space.` },
      {
        kind: "waits",
        text: `${person(counts.waits, "waits", "wait")} for your approval before they get in.`,
      },
      { kind: "returns", text: `${person(counts.returns, "gets", "get")} access again.` },
      { kind: "changes", text: `${person(counts.changes, "changes", "change")} role.` },
      { kind: "leaves", text: `${person(counts.leaves, "loses", "lose")} access, and their sessions end.` },
      {
        kind: "problem",
        text: `${person(counts.problem, "needs", "need")} attention, and ${counts.problem === 1 ? "stays" : "stay"} as they are until then.`,
      },
      { kind: "stays", text: `${person(counts.stays, "stays", "stay")} as they are.` },
    ] as const
  ).filter(({ kind }) => counts[kind] > 0);
}

/** Whether more licences of a role are needed than are free. */
export function lacksLicences(licences: ReviewNumbers["licences"]): boolean {
  return roles.some((role) => {
    const { needed, free } = licences[role];
    return free !== null && needed > free;
  });
}

/** The licences that are taken, against those that are free. */
export function licenceSentence(licences: ReviewNumbers["licences"]): string {
  const needed = roles.filter((role) => licences[role].needed > 0);
  if (needed.length === 0) return "No licence is taken.";
  const words = (role: Role) => {
    const { needed: number, free } = licences[role];
    const what = counted(number, `${roleWords[role]} licence`);
    return free === null ? what : `${what} (${free.toLocaleString("en")} free)`;
  };
  return `Takes ${needed.map(words).join(", ")}.`;
}
