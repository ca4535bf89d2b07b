"use client";

import { useLinkStatus } from "next/link";
import { useEffect, useState } from "react";
import { createPortal } from "react-dom";
import { ListSkeleton } from "@/components/ui/skeleton";

/** Pages that load faster than this show nothing in between: a skeleton that flashes is worse than none. */
const patience = 250;

/**
 * Fills the content column while the link around it waits for its page. Not a `loading` file of the router: that
 * would answer 200 before the page has found out that the person must not see it, and show nothing without scripts.
 */
export function PageLoading({ name }: { name: string }) {
  const { pending } = useLinkStatus();
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!pending) return;
    const timer = setTimeout(() => setLate(true), patience);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [pending]);
  const content = late ? document.getElementById("content") : null;
  return (
    content &&
    createPortal(
      <div className="absolute inset-0 z-20 bg-canvas px-4 py-6 sm:px-8 desk:px-10 desk:py-10">
        <div className="mx-auto w-full max-w-wide">
          <ListSkeleton label={`Loading ${name}`} />
        </div>
      </div>,
      content,
    )
  );
}
