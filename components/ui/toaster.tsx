"use client";

import { CircleCheck, X } from "lucide-react";
import { useEffect, useState, useSyncExternalStore } from "react";
import { type Toast, toastLife, toastStore } from "./toast-store";

const none: readonly Toast[] = [];

/** Shows confirmations in a corner of the window, at any scroll position. Read aloud, never in the way. */
export function Toaster() {
  const toasts = useSyncExternalStore(toastStore.subscribe, toastStore.read, () => none);
  useEffect(() => toastStore.mount(), []);
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-4 bottom-4 z-50 flex flex-col items-center gap-2"
    >
      {toasts.map((toast) => (
        <ToastLine key={toast.id} toast={toast} />
      ))}
    </div>
  );
}

function ToastLine({ toast: { id, message } }: { toast: Toast }) {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => toastStore.dismiss(id), toastLife(message));
    return () => clearTimeout(timer);
  }, [held, id, message]);
  return (
    <div
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      className="pointer-events-auto flex w-96 max-w-full items-start gap-2.5 rounded-lg border border-line bg-float p-3 shadow-float motion-safe:animate-appear"
    >
      <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-ok" />
      <p className="min-w-0 flex-1 [overflow-wrap:anywhere]">{message}</p>
      <button
        type="button"
        aria-label="Dismiss"
        onClick={() => toastStore.dismiss(id)}
        className="inline-flex size-6 shrink-0 items-center justify-center rounded-md text-muted hover:bg-sunken hover:text-text"
      >
        <X aria-hidden className="size-4" />
      </button>
    </div>
  );
}
