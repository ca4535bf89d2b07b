"use client";

import { Check, Copy } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "./button";
import type { ButtonSize, ButtonVariant } from "./button-classes";
import { useCopy } from "./use-copy";

export interface CopyButtonProps {
  text: string;
  /** What the button says; "Copy" by default. */
  children?: ReactNode;
  /** What is copied, for screen readers: "Copy reply URL". */
  label?: string;
  variant?: ButtonVariant;
  size?: ButtonSize;
}

/** A button that copies text, e.g. a test result for support. */
export function CopyButton({ text, children = "Copy", label, variant = "secondary", size }: CopyButtonProps) {
  const { outcome, copy } = useCopy();
  return (
    <>
      <Button
        variant={variant}
        {...(size ? { size } : {})}
        aria-label={label}
        icon={outcome === "copied" ? <Check aria-hidden className="text-ok" /> : <Copy aria-hidden />}
        onClick={() => copy(text)}
      >
        {outcome === "copied" ? "Copied" : outcome === "manual" ? "Not copied" : children}
      </Button>
      <span role="status" className="sr-only">
        {outcome === "copied" && "Copied"}
        {outcome === "manual" && "The browser did not allow copying. Select the text and copy it by hand."}
      </span>
    </>
  );
}
