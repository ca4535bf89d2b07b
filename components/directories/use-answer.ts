"use client";

import { useEffect, useState } from "react";
import type { z } from "zod";

const askEvery = 1_500;

/** What an address answers, asked again and again while the page is looked at. The schema is a constant. */
export function useAnswer<View>(address: string, schema: z.ZodType<View>, initial: View): View {
  const [answer, setAnswer] = useState(initial);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    let over = false;
    const look = async () => {
      if (document.visibilityState === "visible") {
        try {
          const response = await fetch(address, { cache: "no-store" });
          const read = response.ok ? schema.safeParse(await response.json()) : null;
          // A new object only for something new: an open list must not close under somebody's hand.
          if (read?.success && !over)
            setAnswer((now) => (JSON.stringify(now) === JSON.stringify(read.data) ? now : read.data));
        } catch {
          // The next request may succeed.
        }
      }
      // One request after the other, however slow the answers are.
      if (!over) timer = setTimeout(look, askEvery);
    };
    timer = setTimeout(look, askEvery);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [address, schema]);
  return answer;
}
