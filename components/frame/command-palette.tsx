"use client";

import { Search } from "lucide-react";
import dynamic from "next/dynamic";
import { useEffect, useEffectEvent, useState, useSyncExternalStore } from "react";
import type { CommandPaletteProps } from "./palette-items";

// Loaded when it is opened first: no page waits for it.
const PaletteDialog = dynamic(() => import("./palette-dialog").then((module) => module.PaletteDialog), {
  ssr: false,
});

const never = () => () => {};
const isApple = () => /Mac|iPhone|iPad/.test(navigator.platform);

/** "Search or jump to": a button in the rail, and Ctrl+K (⌘K) anywhere. */
export function CommandPalette(props: CommandPaletteProps) {
  const [open, setOpen] = useState(false);
  const [loaded, setLoaded] = useState(false);
  const apple = useSyncExternalStore(never, isApple, () => false);

  function show() {
    setLoaded(true);
    setOpen(true);
  }
  const shortcut = useEffectEvent(show);
  useEffect(() => {
    // The drawer lies over the rail, whose palette answers the keys already.
    if (props.onNavigate) return;
    function handleKey(event: KeyboardEvent) {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey) || event.altKey) return;
      event.preventDefault();
      shortcut();
    }
    document.addEventListener("keydown", handleKey);
    return () => document.removeEventListener("keydown", handleKey);
  }, [props.onNavigate]);

  return (
    <>
      <button
        type="button"
        onClick={show}
        className="flex min-h-9 w-full items-center gap-2 rounded-md border border-line bg-surface px-2 text-left text-muted hover:border-edge hover:text-text max-desk:min-h-11"
      >
        <Search aria-hidden className="size-4 shrink-0" />
        <span className="min-w-0 flex-1 truncate">Search …</span>
        <kbd className="rounded-md border border-line px-1 font-sans text-sm max-desk:hidden">
          {apple ? "⌘K" : "Ctrl K"}
        </kbd>
      </button>
      {loaded && <PaletteDialog {...props} open={open} onOpenChange={setOpen} />}
    </>
  );
}
