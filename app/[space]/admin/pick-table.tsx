"use client";

import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { FieldError } from "@/components/ui/field";
import { useFormField } from "@/components/ui/form-context";

export interface PickRow {
  id: string;
  /** The row in words, as the name of its checkbox. */
  label: string;
  name: ReactNode;
  cells: readonly ReactNode[];
}

interface PickTableProps {
  caption: string;
  columns: readonly string[];
  rows: readonly PickRow[];
  /** The actions for the ticked rows. */
  children: ReactNode;
}

/** A table of rows to tick and decide about together; the checkboxes are sent as `userIds`. */
// Over 60 lines: the markup of one part of the screen, top to bottom.
export function PickTable({ caption, columns, rows, children }: PickTableProps) {
  const field = useFormField("userIds", null);
  const all = useRef<HTMLInputElement>(null);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const id = useId();
  const here = rows.filter((row) => ticked.has(row.id)).length;
  useEffect(() => {
    if (all.current) all.current.indeterminate = here > 0 && here < rows.length;
  });
  const box = "block size-4 accent-accent max-md:size-5";
  return (
    <div className="space-y-4">
      <div data-field className="space-y-2">
        <FieldError field={field} />
        <section aria-label={caption} className="rounded-lg border border-line bg-surface">
          <table className="w-full border-collapse text-left max-md:block">
            <caption className="sr-only">{caption}</caption>
            <thead className="text-sm text-muted max-md:block">
              <tr className="bg-sunken max-md:block">
                <th
                  scope="col"
                  className="h-9 w-10 pl-4 max-md:flex max-md:h-11 max-md:w-auto max-md:items-center"
                >
                  <input
                    ref={all}
                    id={field.id}
                    type="checkbox"
                    aria-label="Select everyone on this page"
                    checked={here === rows.length && rows.length > 0}
                    onChange={(event) =>
                      setTicked(new Set(event.currentTarget.checked ? rows.map((row) => row.id) : []))
                    }
                    className={box}
                  />
                  <span aria-hidden className="ml-3 font-medium md:hidden">
                    Everyone on this page
                  </span>
                </th>
                {["Name", ...columns].map((column) => (
                  <th
                    key={column}
                    scope="col"
                    className="h-9 px-3 font-medium whitespace-nowrap max-md:hidden"
                  >
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody className="divide-y divide-line max-md:block">
              {rows.map((row) => (
                <tr
                  key={row.id}
                  className="hover:bg-canvas max-md:relative max-md:block max-md:space-y-1.5 max-md:py-4 max-md:pr-4 max-md:pl-12"
                >
                  <td className="w-10 py-2.5 pl-4 max-md:absolute max-md:top-2 max-md:left-0 max-md:w-auto">
                    <input
                      type="checkbox"
                      name="userIds"
                      value={row.id}
                      aria-label={row.label}
                      checked={ticked.has(row.id)}
                      onChange={(event) => {
                        const next = new Set(ticked);
                        if (event.currentTarget.checked) next.add(row.id);
                        else next.delete(row.id);
                        setTicked(next);
                      }}
                      className={box}
                    />
                  </td>
                  <th
                    scope="row"
                    className="px-3 py-2.5 font-medium [overflow-wrap:anywhere] max-md:block max-md:p-0"
                  >
                    {row.name}
                  </th>
                  {row.cells.map((cell, index) => (
                    <td
                      key={columns[index]}
                      className="px-3 py-2.5 max-md:flex max-md:items-baseline max-md:justify-between max-md:gap-4 max-md:p-0"
                    >
                      <span aria-hidden className="shrink-0 text-sm text-muted md:hidden">
                        {columns[index]}
                      </span>
                      <span className="min-w-0 max-md:text-right">{cell}</span>
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </div>
      <fieldset aria-describedby={`${id}-count`} className="min-w-0 space-y-3">
        <legend id={`${id}-count`} aria-live="polite" className="pb-2 text-sm text-muted">
          {here === 0
            ? "Nobody is selected."
            : here === 1
              ? "1 person is selected."
              : `${here} people are selected.`}
        </legend>
        {children}
      </fieldset>
    </div>
  );
}
