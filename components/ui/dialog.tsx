"use client";

import { X } from "lucide-react";
import * as Radix from "radix-ui/dialog";
import type { ReactNode } from "react";
import { cx } from "./cx";

export interface DialogProps {
  title: ReactNode;
  description?: ReactNode;
  children: ReactNode;
  /** The button that opens it; leave out when `open` is steered from outside. */
  trigger?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  wide?: boolean;
}

/** A window over the page: holds the focus, closes with Escape, gives the focus back. */
export function Dialog({
  title,
  description,
  children,
  trigger,
  open,
  onOpenChange,
  wide = false,
}: DialogProps) {
  return (
    <Radix.Root {...(open === undefined ? {} : { open })} {...(onOpenChange ? { onOpenChange } : {})}>
      {trigger && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
      <Radix.Portal>
        {/* Not Radix's own overlay: it locks scrolling with a style element that the security policy refuses. */}
        <div aria-hidden data-scroll-lock className="fixed inset-0 z-40 bg-veil" />
        <Radix.Content
          {...(description ? {} : { "aria-describedby": undefined })}
          className={cx(
            "fixed z-50 flex max-h-[calc(100dvh-2rem)] flex-col bg-float shadow-float motion-safe:animate-appear",
            "border border-line max-md:inset-x-0 max-md:bottom-0 max-md:rounded-t-lg",
            "md:top-1/2 md:left-1/2 md:w-[calc(100vw-2rem)] md:-translate-1/2 md:rounded-lg",
            wide ? "md:max-w-2xl" : "md:max-w-lg",
          )}
        >
          <div className="flex items-start justify-between gap-4 px-5 pt-5">
            <div className="min-w-0 space-y-1">
              <Radix.Title className="text-lg font-semibold">{title}</Radix.Title>
              {description && <Radix.Description className="text-muted">{description}</Radix.Description>}
            </div>
            <Radix.Close
              aria-label="Close"
              className="-mt-1 -mr-2 inline-flex size-8 shrink-0 items-center justify-center rounded-md text-muted hover:bg-sunken hover:text-text max-md:size-11"
            >
              <X aria-hidden className="size-4" />
            </Radix.Close>
          </div>
          <div className="min-h-0 overflow-y-auto p-5 pt-4">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Closes the dialog around it; wraps a button. */
export function DialogClose({ children }: { children: ReactNode }) {
  return <Radix.Close asChild>{children}</Radix.Close>;
}
