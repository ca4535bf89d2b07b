import { cx } from "@/components/ui/cx";
import { countDryRun } from "@/lib/model/directories/dry-run-words";
import { type Role, roles } from "@/lib/model/people/roles";
import { counted } from "@/lib/model/text/counted";
import type { DryRunRowView, LicencesView } from "@/lib/schemas/directory-views";
import { roleWords } from "../connections/words";
import { kindWords } from "./dry-run-words";

interface DryRunNumbersProps {
  rows: readonly DryRunRowView[];
  licences: LicencesView;
}

/** The dry run in numbers: who is recognised, who is new, who cannot be decided, and the licences that it takes. */
export function DryRunNumbers({ rows, licences }: DryRunNumbersProps) {
  const of = (outcome: DryRunRowView["outcome"]) => rows.filter((row) => row.outcome === outcome).length;
  const counts = countDryRun(rows);
  const tiles = [
    { word: "Recognised", number: of("matched"), detail: "People whom this space knows already" },
    { word: "New", number: of("new"), detail: "Nobody here has their address yet" },
    {
      word: "Conflicting",
      number: of("conflicting"),
      detail: "Cannot be taken over, and stay as they are",
      isBad: of("conflicting") > 0,
    },
    {
      word: "Ambiguous",
      number: of("ambiguous"),
      detail: "Fit two people here, and stay as they are",
      isBad: of("ambiguous") > 0,
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
          {sentences(counts).map(({ text, kind }) => {
            const { icon: Icon } = kindWords[kind];
            return (
              <li key={kind} className="flex gap-2">
                <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />
                <span>{text}</span>
              </li>
            );
          })}
        </ul>
        <p className="pt-1 text-sm text-muted">{licenceSentence(licences)}</p>
      </div>
    </div>
  );
}

type Counts = ReturnType<typeof countDryRun>;

/** What activation does, a sentence for each kind of people that there is. */
export function sentences(counts: Counts) {
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

/** The licences that are taken, against those that are free. */
export function licenceSentence(licences: LicencesView): string {
  const needed = roles.filter((role) => licences[role].needed > 0);
  if (needed.length === 0) return "No licence is taken.";
  const words = (role: Role) => {
    const { needed: number, free } = licences[role];
    const what = counted(number, `${roleWords[role]} licence`);
    return free === null ? what : `${what} (${free.toLocaleString("en")} free)`;
  };
  return `Takes ${needed.map(words).join(", ")}.`;
}
