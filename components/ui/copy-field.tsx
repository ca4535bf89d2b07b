"use client";

import { Check, Copy } from "lucide-react";
import { type ReactNode, useId, useRef } from "react";
import { Button } from "./button";
import { useCopy } from "./use-copy";

export interface CopyFieldProps {
  label: ReactNode;
  value: string;
  /** The name of the same field on the provider's screen, or its purpose. */
  help?: ReactNode;
}

/** A value to copy to another screen: one line, read-only, with a copy button that says "Copied". */
export function CopyField({ label, value, help }: CopyFieldProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const { outcome, copy } = useCopy();

  async function handleCopy() {
    if ((await copy(value)) === "manual") {
      input.current?.focus();
      input.current?.select();
    }
  }

  return (
    <div className="space-y-1.5">
      <label htmlFor={id} id={`${id}-label`} className="block font-medium">
        {label}
      </label>
      <div className="flex">
        <input
          ref={input}
          id={id}
          readOnly
          value={value}
          aria-describedby={help ? `${id}-help` : undefined}
          onFocus={(event) => event.currentTarget.select()}
          className="min-h-9 w-full min-w-0 rounded-l-md border border-edge bg-sunken px-3 font-mono text-sm text-ellipsis focus-visible:z-10 focus-visible:outline-offset-0 max-md:min-h-11"
        />
        <Button
          id={`${id}-copy`}
          aria-labelledby={`${id}-copy ${id}-label`}
          className="w-26 rounded-l-none border-edge! border-l-0! focus-visible:z-10"
          icon={outcome === "copied" ? <Check aria-hidden className="text-ok" /> : <Copy aria-hidden />}
          onClick={handleCopy}
        >
          {outcome === "copied" ? "Copied" : "Copy"}
        </Button>
      </div>
      {help && (
        <p id={`${id}-help`} className="text-sm text-muted">
          {help}
        </p>
      )}
      <p role="status" className={outcome === "manual" ? "text-sm text-warn" : "sr-only"}>
        {outcome === "copied" && "Copied"}
        {outcome === "manual" &&
          "The browser did not allow copying. The value is selected: press Ctrl+C or ⌘C."}
      </p>
    </div>
  );
}
