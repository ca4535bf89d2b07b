import { ArrowLeft, CircleDot, MousePointerClick, Square, SquareCheck } from "lucide-react";
import { CopyButton } from "@/components/ui/copy-button";
import { cx } from "@/components/ui/cx";
import type { Screen, ScreenLine } from "@/lib/protocols/providers/provider";

/** Our values by name; `null`: there is none, or none yet. */
export type DrawnValues<Value extends string> = Readonly<Record<Value, string | null>>;

interface DrawnScreenProps<Value extends string> {
  screen: Screen<Value>;
  values: DrawnValues<Value>;
  /** What is in the place of a value that does not exist yet; absent: its field is not drawn. */
  missing?: string;
}

/**
 * A provider's own screen, drawn from its labels: the window, the open tab, each value in its place with a copy button,
 * and what to press. It is text throughout, so it reads aloud as it looks.
 */
export function DrawnScreen<Value extends string>({ screen, values, missing }: DrawnScreenProps<Value>) {
  const { window, tabs = [], open, lines } = screen;
  return (
    <figure className="overflow-hidden rounded-lg border border-line bg-surface text-sm">
      <figcaption className="flex items-center gap-2 border-b border-line bg-sunken px-3 py-2 text-muted">
        <span aria-hidden className="flex shrink-0 gap-1">
          {[1, 2, 3].map((dot) => (
            <span key={dot} className="size-2 rounded-full bg-edge opacity-50" />
          ))}
        </span>
        <span className="min-w-0 [overflow-wrap:anywhere]">
          <span className="sr-only">Drawing of a screen: </span>
          {window}
        </span>
      </figcaption>
      {tabs.length > 0 && (
        <p className="flex flex-wrap gap-x-3 border-b border-line px-3 text-muted">
          {tabs.map((tab) => (
            <span
              key={tab}
              className={cx(
                "-mb-px py-1.5",
                tab === open && "border-b-2 border-accent font-medium text-text",
              )}
            >
              {tab}
              <span className="sr-only">{tab === open ? " (open)." : ", "}</span>
            </span>
          ))}
        </p>
      )}
      <ul className="space-y-3 p-3">
        {lines.map((line) => (
          <li key={`${line.kind} ${line.label}`}>
            <Line line={line} values={values} {...(missing ? { missing } : {})} />
          </li>
        ))}
      </ul>
    </figure>
  );
}

interface LineProps<Value extends string> {
  line: ScreenLine<Value>;
  values: DrawnValues<Value>;
  missing?: string;
}

function Line<Value extends string>({ line, values, missing }: LineProps<Value>) {
  switch (line.kind) {
    case "paste":
      return <Paste label={line.label} value={values[line.value]} {...(missing ? { missing } : {})} />;
    case "enter":
      return (
        <Labelled label={line.label}>
          <span className="block rounded-md border border-line bg-surface px-2 py-1 font-mono [overflow-wrap:anywhere]">
            {line.text}
          </span>
        </Labelled>
      );
    case "tick":
      return <Tick label={line.label} on={line.on} />;
    case "pick":
      return (
        <span className="flex gap-2">
          <CircleDot aria-hidden className="mt-0.5 size-4 shrink-0 text-accent" />
          <span>
            <span className="sr-only">Choose: </span>
            {line.label}
          </span>
        </span>
      );
    case "take":
      return (
        <Labelled label={line.label}>
          <span className="flex items-center gap-1.5 rounded-md border border-dashed border-edge px-2 py-1 text-muted">
            <ArrowLeft aria-hidden className="size-3.5 shrink-0" />
            Copy into the form here
          </span>
        </Labelled>
      );
    case "press":
      return (
        <span className="inline-flex max-w-full items-center gap-1.5 rounded-md border border-accent bg-accent-soft px-2.5 py-1 font-medium text-accent">
          <MousePointerClick aria-hidden className="size-3.5 shrink-0" />
          <span className="sr-only">Press: </span>
          <span className="min-w-0 [overflow-wrap:anywhere]">{line.label}</span>
        </span>
      );
    case "rows":
      return <Rows {...line} />;
  }
}

function Labelled({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <span className="block space-y-1">
      <span className="block text-muted">{label}</span>
      {children}
    </span>
  );
}

/** How much of the end of a value always shows: addresses of ours differ only there. */
const shownEnd = 12;

/** Our value in its place. A long certificate is shown by its first line. */
function Paste({ label, value, missing }: { label: string; value: string | null; missing?: string }) {
  if (!value)
    return missing ? (
      <Labelled label={label}>
        <span className="block rounded-md border border-dashed border-edge px-2 py-1 text-muted">
          {missing}
        </span>
      </Labelled>
    ) : null;
  const [line = ""] = value.split("\n", 1);
  return (
    <Labelled label={label}>
      <span className="flex items-center gap-1 rounded-md border-2 border-accent bg-accent-soft py-0.5 pr-0.5 pl-2">
        <span title={value} className="flex min-w-0 flex-1 font-mono">
          <span className="truncate">{line.slice(0, -shownEnd)}</span>
          <span className="shrink-0">{line.slice(-shownEnd)}</span>
        </span>
        <CopyButton text={value} size="small" variant="quiet" label={`Copy ${label}`} />
      </span>
    </Labelled>
  );
}

function Tick({ label, on }: { label: string; on: boolean }) {
  const Box = on ? SquareCheck : Square;
  return (
    <span className="flex gap-2">
      <Box aria-hidden className={cx("mt-0.5 size-4 shrink-0", on ? "text-accent" : "text-muted")} />
      <span>
        {label}
        <span className="sr-only">{on ? " (on)" : " (off)"}</span>
        {!on && (
          <span aria-hidden className="text-muted">
            {" "}
            (off)
          </span>
        )}
      </span>
    </span>
  );
}

function Rows({ label, columns, rows }: Extract<ScreenLine<string>, { kind: "rows" }>) {
  return (
    <table className="w-full table-fixed border-collapse">
      <caption className="pb-1 text-left text-muted">{label}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th
              key={column}
              scope="col"
              className="border-b border-line py-1 pr-2 text-left font-medium text-muted"
            >
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.join(" ")}>
            {row.map((cell, index) => (
              <td
                key={`${columns[index]} ${cell}`}
                className="border-b border-line py-1 pr-2 font-mono [overflow-wrap:anywhere]"
              >
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
