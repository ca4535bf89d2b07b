"use client";

import { useSearchParams } from "next/navigation";
import { type RefObject, useEffect } from "react";

/** The field that the address asks for, as a failed test does. */
export function useAskedField(): string | null {
  return useSearchParams().get("field");
}

/** Puts the focus on the asked field of the part, once, and opens what hides it. */
export function useFocusOn(part: RefObject<HTMLElement | null>, field: string | null): void {
  useEffect(() => {
    if (!field || !/^[a-zA-Z]+$/.test(field)) return;
    const control = part.current?.querySelector<HTMLElement>(`[name="${field}"]:not([type="hidden"])`);
    for (let around = control?.closest("details"); around; around = around.parentElement?.closest("details"))
      around.open = true;
    control?.focus();
    control?.scrollIntoView({ block: "center" });
  }, [part, field]);
}
