import type { ReactNode } from "react";
import { Callout } from "./callout";

interface ResultNoteProps {
  title: string;
  children: ReactNode;
  /** What to do next. */
  actions?: ReactNode;
}

/** The result of the last step, on the page where it ends; read out by screen readers. */
export function ResultNote({ title, children, actions }: ResultNoteProps) {
  return (
    <div role="status">
      <Callout tone="ok" title={title} actions={actions}>
        {children}
      </Callout>
    </div>
  );
}
