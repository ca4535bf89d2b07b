"use client";

import { X } from "lucide-react";
import * as Radix from "radix-ui/dialog";
import { type ReactNode, useEffect, useRef } from "react";
import { cx } from "./cx";
import { keepScrollbarWidth } from "./scrollbar-width";

export interface DialogProps {
  title: ReactNode;
  description?: ReactNode;
  children: ReactNode;
  /** The button that opens it; absent if `open` is controlled from outside. */
  trigger?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  wide?: boolean;
}

/** A window over the page: keeps the focus, closes with Escape, returns the focus. */
export function Dialog({
  title,
  description,
  children,
  trigger,
  open,
  onOpenChange,
  wide = false,
}: DialogProps) {
  const cameFrom = useRef<Element | null>(null);
  useEffect(keepScrollbarWidth, []);
  return (
    <Radix.Root {...(open === undefined ? {} : { open })} {...(onOpenChange ? { onOpenChange } : {})}>
      {trigger && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
      <Radix.Portal>
        {/* Not Radix's own overlay: it locks scrolling with a style element that the security policy refuses. */}
        <div aria-hidden data-scroll-lock className="fixed inset-0 z-40 bg-veil" />
        <Radix.Content
          {...(description ? {} : { "aria-describedby": undefined })}
          onOpenAutoFocus={() => {
            cameFrom.current = document.activeElement;
          }}
          onCloseAutoFocus={() => {
            // Radix returns the focus to its own trigger only.
            if (!trigger && cameFrom.current instanceof HTMLElement) cameFrom.current.focus();
          }}
          className={cx(
            "fixed z-50 flex max-h-[calc(100dvh-2rem)] flex-col bg-float shadow-float motion-safe:animate-appear",
            "border border-line max-md:inset-x-0 max-md:bottom-0 max-md:rounded-t-lg",
            "md:top-1/2 md:left-1/2 md:w-[calc(100vw-2rem)] md:-translate-1/2 md:rounded-lg",
            wide ? "md:max-w-2xl" : "md:max-w-lg",
          )}
        >
          <div className="space-y-1 px-5 pt-5 pr-14">
            <Radix.Title className="text-lg font-semibold">{title}</Radix.Title>
            {description && <Radix.Description className="text-muted">{description}</Radix.Description>}
          </div>
          <div className="min-h-0 overflow-y-auto p-5 pt-4">{children}</div>
          {/* Last in order, so that the focus starts on the window's content. */}
          <Radix.Close
            aria-label="Close"
            className="absolute top-3.5 right-3 inline-flex size-8 shrink-0 items-center justify-center rounded-md text-muted hover:bg-sunken hover:text-text max-md:top-2 max-md:right-2 max-md:size-11"
          >
            <X aria-hidden className="size-4" />
          </Radix.Close>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Closes the dialog around it; wraps a button. */
export function DialogClose({ children }: { children: ReactNode }) {
  return <Radix.Close asChild>{children}</Radix.Close>;
}
