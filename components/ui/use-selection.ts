"use client";

import { useRef, useState } from "react";

/** Ticked rows of a list. Those on other pages of it stay ticked. */
export interface Selection {
  ids: ReadonlySet<string>;
  /** How many of this page's rows are ticked. */
  here: number;
  /** How many rows this page has. */
  rows: number;
  /** Ticks or unticks a row; with `range`, every row from the last one touched to this one too. */
  toggle: (id: string, ticked: boolean, range?: boolean) => void;
  toggleAll: (ticked: boolean) => void;
  /** Ticks exactly these. */
  replace: (ids: readonly string[]) => void;
  clear: () => void;
}

/** Keeps which rows of a list are ticked. `rows`: the ids on this page, in their order. */
export function useSelection(rows: readonly string[]): Selection {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const last = useRef<string>(undefined);

  function set(changed: readonly string[], ticked: boolean) {
    setIds((before) => {
      const next = new Set(before);
      for (const id of changed) {
        if (ticked) next.add(id);
        else next.delete(id);
      }
      return next;
    });
  }
  return {
    ids,
    here: rows.filter((id) => ids.has(id)).length,
    rows: rows.length,
    toggle(id, ticked, range = false) {
      const from = range && last.current !== undefined ? rows.indexOf(last.current) : -1;
      const to = rows.indexOf(id);
      last.current = id;
      set(from < 0 ? [id] : rows.slice(Math.min(from, to), Math.max(from, to) + 1), ticked);
    },
    toggleAll: (ticked) => set(rows, ticked),
    replace: (chosen) => setIds(new Set(chosen)),
    clear() {
      last.current = undefined;
      setIds(new Set());
    },
  };
}
