import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { controlClasses } from "./control-classes";
import { cx } from "./cx";

/** The browser's own select, which every device and screen reader knows, with an arrow of ours. */
export function SelectControl(props: Omit<ComponentProps<"select">, "className">) {
  return (
    <>
      <select {...props} className={cx(controlClasses, "appearance-none truncate pr-9")} />
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 text-muted"
      />
    </>
  );
}
