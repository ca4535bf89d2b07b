import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";

export interface PageProps {
  /** `content` for forms and details (960 px), `wide` for tables and the wizard (1120 px). Both have the same left edge. */
  width?: "content" | "wide";
  children: ReactNode;
}

/** The column that contains a console page. */
export function Page({ width = "content", children }: PageProps) {
  return (
    <div className="mx-auto w-full max-w-wide">
      <div className={cx("space-y-6", width === "content" && "max-w-content")}>{children}</div>
    </div>
  );
}
