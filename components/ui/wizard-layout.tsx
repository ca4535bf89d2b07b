import { ArrowDown, BookOpen } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "./cx";

export interface WizardLayoutProps {
  /** The `Stepper`. */
  steps: ReactNode;
  /** The step's form; its last row is `FormActions` with Back on the left and the primary action on the right. */
  children: ReactNode;
  /** The guide for this provider; beneath the form if there is no room beside it. */
  guide?: ReactNode;
  guideTitle?: string;
}

/** Steps left, form in the middle, guide right. */
export function WizardLayout({ steps, children, guide, guideTitle = "Guide" }: WizardLayoutProps) {
  return (
    <div
      className={cx(
        "grid gap-6 desk:gap-8",
        guide
          ? "desk:grid-cols-[10rem_minmax(0,1fr)] xl:grid-cols-[10rem_minmax(0,1fr)_35%]"
          : "desk:grid-cols-[10rem_minmax(0,1fr)]",
      )}
    >
      <div className="min-w-0">{steps}</div>
      <div className="min-w-0 space-y-6">
        {guide && (
          <a
            href="#wizard-guide"
            className="inline-flex items-center gap-1.5 font-medium text-accent underline underline-offset-4 max-md:min-h-11 xl:hidden"
          >
            <ArrowDown aria-hidden className="size-4" />
            {guideTitle}: go to the guide
          </a>
        )}
        {children}
      </div>
      {guide && (
        <aside
          aria-labelledby="wizard-guide"
          className="min-w-0 self-start max-xl:border-t max-xl:border-line max-xl:pt-6 desk:max-xl:col-start-2 xl:sticky xl:top-6"
        >
          <h2 id="wizard-guide" className="mb-3 flex items-center gap-2 font-semibold">
            <BookOpen aria-hidden className="size-4 shrink-0 text-muted" />
            {guideTitle}
          </h2>
          <div className="space-y-3">{guide}</div>
        </aside>
      )}
    </div>
  );
}
