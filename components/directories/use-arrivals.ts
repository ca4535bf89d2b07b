"use client";

import { useEffect, useState } from "react";
import { type ArrivalsView, arrivalsView } from "@/lib/schemas/directory-views";

const askEvery = 1_500;

/** What has come from a directory, asked again and again while the page is looked at. */
export function useArrivals(address: string, initial: ArrivalsView): ArrivalsView {
  const [arrivals, setArrivals] = useState(initial);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    let over = false;
    const look = async () => {
      if (document.visibilityState === "visible") {
        try {
          const response = await fetch(address, { cache: "no-store" });
          const read = response.ok ? arrivalsView.safeParse(await response.json()) : null;
          // A new object only for something new: an open list must not close under somebody's hand.
          if (read?.success && !over)
            setArrivals((now) => (JSON.stringify(now) === JSON.stringify(read.data) ? now : read.data));
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
  }, [address]);
  return arrivals;
}
