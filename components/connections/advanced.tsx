"use client";

import { type ReactNode, useContext, useEffect, useRef } from "react";
import { FormContext } from "@/components/ui/form-context";

interface AdvancedProps {
  /** The fields inside: an error at one of them opens the section. */
  names: readonly string[];
  label?: string;
  children: ReactNode;
}

/** Fields that most people never need, one click away. Input stays while it is closed. */
export function Advanced({ names, label = "Advanced settings", children }: AdvancedProps) {
  const part = useRef<HTMLDetailsElement>(null);
  const { state } = useContext(FormContext);
  const hasError = names.some((name) => state.fieldErrors?.[name]?.length);
  useEffect(() => {
    // Before the summary's link leads here, the field must be visible.
    if (hasError && part.current) part.current.open = true;
  }, [hasError]);
  return (
    <details ref={part} className="rounded-lg border border-line bg-surface">
      <summary className="px-4 py-2.5 font-medium max-md:min-h-11">{label}</summary>
      <div className="space-y-5 border-t border-line p-4">{children}</div>
    </details>
  );
}
