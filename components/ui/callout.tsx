import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "./cx";

export type CalloutTone = "info" | "ok" | "warn" | "danger";

const looks: Record<CalloutTone, { box: string; ink: string; Icon: typeof Info; word: string }> = {
  info: { box: "border-line bg-accent-soft", ink: "text-accent", Icon: Info, word: "Note" },
  ok: { box: "border-line bg-ok-soft", ink: "text-ok", Icon: CircleCheck, word: "Done" },
  warn: { box: "border-line bg-warn-soft", ink: "text-warn", Icon: TriangleAlert, word: "Warning" },
  danger: { box: "border-line bg-danger-soft", ink: "text-danger", Icon: CircleAlert, word: "Problem" },
};

export interface CalloutProps {
  tone?: CalloutTone;
  title?: ReactNode;
  children?: ReactNode;
  /** Buttons or links beneath. */
  actions?: ReactNode;
}

/** A boxed note in the flow of a page. The tone is also given in words, for screen readers. */
export function Callout({ tone = "info", title, children, actions }: CalloutProps) {
  const { box, ink, Icon, word } = looks[tone];
  return (
    <div className={cx("flex gap-3 rounded-lg border p-4", box)}>
      <Icon aria-hidden className={cx("mt-0.5 size-4 shrink-0", ink)} />
      <div className="min-w-0 flex-1 space-y-1">
        <span className="sr-only">{word}: </span>
        {title && <p className="font-medium">{title}</p>}
        {children && <div className="space-y-2">{children}</div>}
        {actions && <div className="flex flex-wrap gap-2 pt-2">{actions}</div>}
      </div>
    </div>
  );
}
