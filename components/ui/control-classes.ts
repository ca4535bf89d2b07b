import { cx } from "./cx";

/** The look of a one-line control. 16 px on phones: Safari zooms into anything smaller. */
export const controlClasses = cx(
  "w-full min-w-0 rounded-md border border-edge bg-surface px-3 text-text",
  "min-h-9 max-md:min-h-11 max-md:text-lg",
  "[&[readonly]]:bg-sunken disabled:cursor-not-allowed disabled:bg-sunken disabled:text-muted",
  "aria-invalid:border-danger aria-invalid:ring-1 aria-invalid:ring-danger",
  "focus-visible:outline-offset-0",
);
