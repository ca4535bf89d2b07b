"use client";

import { useLinkStatus } from "next/link";
import { createPortal } from "react-dom";

/**
 * Inside a link: marks it (`has-data-pending:`) as soon as it is pressed, and draws a line along the top of the window
 * while its page is on the way. The line stays invisible for the first 50 ms, so that a fast page does not flash.
 */
export function LinkPending() {
  const { pending } = useLinkStatus();
  return (
    pending && (
      <>
        <span data-pending hidden />
        <NavigationLine />
      </>
    )
  );
}

/** The line along the top of the window; also for a change of page that no link began. */
export function NavigationLine() {
  return createPortal(
    <div
      aria-hidden
      className="pointer-events-none fixed inset-x-0 top-0 z-50 h-0.5 origin-left animate-navigate bg-accent"
    />,
    document.body,
  );
}
