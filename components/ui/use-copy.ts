"use client";

import { useCallback, useEffect, useRef, useState } from "react";

export type CopyOutcome = "idle" | "copied" | "manual";

/** Copies text to the clipboard the old way, for browsers that refuse the permission. */
function copyBySelection(text: string): boolean {
  const area = document.createElement("textarea");
  area.value = text;
  area.setAttribute("readonly", "");
  area.className = "fixed top-0 left-0 opacity-0";
  // Inside an open dialog the focus may not leave it, so the helper is placed there too.
  (document.activeElement?.parentElement ?? document.body).append(area);
  area.select();
  try {
    return document.execCommand("copy");
  } catch {
    return false;
  } finally {
    area.remove();
  }
}

/**
 * Copies text and reports the result for two seconds. `manual` means the browser refused both ways: the caller
 * selects the text and asks for the key.
 */
export function useCopy(): { outcome: CopyOutcome; copy: (text: string) => Promise<CopyOutcome> } {
  const [outcome, setOutcome] = useState<CopyOutcome>("idle");
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const copy = useCallback(async (text: string) => {
    const origin = document.activeElement;
    let done = false;
    try {
      await navigator.clipboard.writeText(text);
      done = true;
    } catch {
      done = copyBySelection(text);
      if (origin instanceof HTMLElement) origin.focus();
    }
    const result = done ? "copied" : "manual";
    setOutcome(result);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setOutcome("idle"), done ? 2000 : 8000);
    return result;
  }, []);

  return { outcome, copy };
}
