import { Check, ChevronDown, X } from "lucide-react";
import NextLink from "next/link";
import { cx } from "./cx";
import { LinkPending } from "./link-pending";

export type StepState = "done" | "current" | "todo" | "problem";

export interface Step {
  id: string;
  label: string;
  state: StepState;
  /** Absent: the step cannot be opened yet. */
  href?: string;
  /** One line beneath, e.g. "Tested 5 minutes ago". */
  detail?: string;
}

const words: Record<StepState, string> = {
  done: "done",
  current: "current step",
  todo: "not done yet",
  problem: "needs attention",
};

/** The steps of a wizard with their state; on phones one bar that opens. `current` may also be a problem's id. */
export function Stepper({
  steps,
  currentId,
  label,
}: {
  steps: readonly Step[];
  currentId?: string;
  label: string;
}) {
  const at = steps.findIndex((step) => (currentId ? step.id === currentId : step.state === "current"));
  const current = steps[at];
  return (
    <nav aria-label={label}>
      <div className="max-desk:hidden">
        <StepList steps={steps} currentId={current?.id} />
      </div>
      <details className="group rounded-lg border border-line bg-surface desk:hidden">
        <summary className="flex min-h-11 list-none items-center gap-3 px-4 [&::-webkit-details-marker]:hidden">
          <span className="min-w-0 flex-1 truncate">
            <span className="text-muted">
              Step {at + 1} of {steps.length}
            </span>{" "}
            <span className="font-medium">{current?.label}</span>
          </span>
          <span aria-hidden className="flex gap-1">
            {steps.map((step) => (
              <span key={step.id} className={cx("h-1.5 w-2.5 rounded-full sm:w-4", barTone[step.state])} />
            ))}
          </span>
          <ChevronDown aria-hidden className="size-4 text-muted group-open:rotate-180" />
        </summary>
        <div className="border-t border-line p-2">
          <StepList steps={steps} currentId={current?.id} />
        </div>
      </details>
    </nav>
  );
}

const barTone: Record<StepState, string> = {
  done: "bg-ok",
  current: "bg-accent",
  todo: "bg-line",
  problem: "bg-danger",
};

function StepList({ steps, currentId }: { steps: readonly Step[]; currentId: string | undefined }) {
  return (
    <ol className="space-y-1">
      {steps.map((step, index) => {
        const current = step.id === currentId;
        const classes = cx(
          "flex items-start gap-2.5 rounded-md px-2 py-2",
          current ? "bg-sunken font-medium" : "text-muted",
          step.href && !current && "hover:bg-sunken hover:text-text",
        );
        const inner = (
          <>
            <StepMark state={step.state} number={index + 1} />
            <span className="min-w-0">
              {step.label}
              <span className="sr-only">, {words[step.state]}</span>
              {step.detail && <span className="block text-sm font-normal text-muted">{step.detail}</span>}
            </span>
          </>
        );
        return (
          <li key={step.id}>
            {step.href ? (
              <NextLink href={step.href} aria-current={current ? "step" : undefined} className={classes}>
                {inner}
                <LinkPending />
              </NextLink>
            ) : (
              <span aria-current={current ? "step" : undefined} className={classes}>
                {inner}
              </span>
            )}
          </li>
        );
      })}
    </ol>
  );
}

function StepMark({ state, number }: { state: StepState; number: number }) {
  const look: Record<StepState, string> = {
    done: "bg-ok-soft text-ok border-transparent",
    current: "bg-accent text-on-accent border-transparent",
    todo: "border-edge text-muted",
    problem: "bg-danger-soft text-danger border-transparent",
  };
  return (
    <span
      aria-hidden
      className={cx(
        "flex size-5 shrink-0 items-center justify-center rounded-full border text-sm font-medium",
        look[state],
      )}
    >
      {state === "done" ? (
        <Check className="size-3.5" />
      ) : state === "problem" ? (
        <X className="size-3.5" />
      ) : (
        number
      )}
    </span>
  );
}
