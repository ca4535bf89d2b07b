import type { ReactNode } from "react";

export interface FormActionsProps {
  /** The primary action, bottom right. */
  children: ReactNode;
  /** Back or Cancel, bottom left. */
  back?: ReactNode;
}

/** The last row of a form or a wizard step. The primary action comes first in a narrow column. */
export function FormActions({ children, back }: FormActionsProps) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 pt-2">
      <div>{back}</div>
      <div className="ml-auto flex flex-wrap items-center justify-end gap-2">{children}</div>
    </div>
  );
}
