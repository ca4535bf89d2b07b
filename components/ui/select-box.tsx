"use client";

import { type KeyboardEvent, type MouseEvent, useEffect, useRef } from "react";
import type { Selection } from "./use-selection";

const box = "block size-4 accent-accent max-md:size-5";

/**
 * The checkbox of a row. With Shift it ticks every row from the last one; the arrow keys move between rows, with
 * Shift they tick on the way; Escape unticks everything.
 */
export function SelectBox({ id, label, selection }: { id: string; label: string; selection: Selection }) {
  const ticked = selection.ids.has(id);
  function handleClick(event: MouseEvent<HTMLInputElement>) {
    selection.toggle(id, event.currentTarget.checked, event.shiftKey);
  }
  function handleKey(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key === "Escape") selection.clear();
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    const boxes = [
      ...(event.currentTarget.closest("table")?.querySelectorAll<HTMLInputElement>("tbody [data-select]") ??
        []),
    ];
    const next = boxes[boxes.indexOf(event.currentTarget) + (event.key === "ArrowDown" ? 1 : -1)];
    if (!next) return;
    next.focus();
    if (!event.shiftKey) return;
    selection.toggle(id, true);
    selection.toggle(next.value, true);
  }
  return (
    <input
      type="checkbox"
      data-select
      value={id}
      aria-label={`Select ${label}`}
      checked={ticked}
      // Only a click tells about the Shift key; the space bar clicks as well.
      onChange={() => {}}
      onClick={handleClick}
      onKeyDown={handleKey}
      className={box}
    />
  );
}

/** Ticks or unticks every row of the page. */
export function SelectAllBox({ selection, label }: { selection: Selection; label: string }) {
  const input = useRef<HTMLInputElement>(null);
  const { here, rows } = selection;
  useEffect(() => {
    if (input.current) input.current.indeterminate = here > 0 && here < rows;
  });
  return (
    <input
      ref={input}
      type="checkbox"
      data-select
      aria-label={label}
      checked={rows > 0 && here === rows}
      onChange={(event) => selection.toggleAll(event.currentTarget.checked)}
      className={box}
    />
  );
}
