import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";

export interface PageProps {
  /** `content` for forms and details (960 px), `wide` for tables and the wizard (1200 px). */
  width?: "content" | "wide";
  children: ReactNode;
}

/** The column that contains a console page. */
export function Page({ width = "content", children }: PageProps) {
  return (
    <div className={cx("mx-auto w-full space-y-6", width === "content" ? "max-w-content" : "max-w-wide")}>
      {children}
    </div>
  );
}
