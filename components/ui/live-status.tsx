import { CircleAlert, CircleCheck, LoaderCircle } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "./cx";

export type LiveState = "idle" | "working" | "done" | "failed";

/** A status line that is read aloud when it changes. In the page; nothing pops up. */
export function LiveStatus({ state, children }: { state: LiveState; children?: ReactNode }) {
  return (
    <p role="status" className={cx("flex items-start gap-2", state === "idle" && "sr-only")}>
      {state === "working" && (
        <LoaderCircle aria-hidden className="mt-0.5 size-4 shrink-0 text-muted motion-safe:animate-spin" />
      )}
      {state === "done" && <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-ok" />}
      {state === "failed" && <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-danger" />}
      {state !== "idle" && <span className="min-w-0">{children}</span>}
    </p>
  );
}
