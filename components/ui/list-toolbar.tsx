"use client";

import { LoaderCircle, Search } from "lucide-react";
import NextLink from "next/link";
import { useRouter } from "next/navigation";
import { type FormEvent, type ReactNode, useEffect, useRef, useTransition } from "react";
import { Button } from "./button";
import { controlClasses } from "./control-classes";
import { cx } from "./cx";
import { type ListQuery, listHref } from "./list-query";
import { SelectControl } from "./select-control";
import type { SelectOption } from "./select-field";

export interface ListFilter {
  name: string;
  label: string;
  /** Without the entry for "all": the toolbar adds it. */
  options: readonly SelectOption[];
}

export interface ListToolbarProps {
  path: string;
  query: ListQuery;
  /** The label of the search: "Search people by name or address". */
  searchLabel: string;
  filters?: readonly ListFilter[];
  /** Days to choose between, as further filters: `2030-01-31`. */
  dates?: readonly { name: string; label: string }[];
  /** How many rows match, in words: "14 people". */
  count?: string;
  actions?: ReactNode;
}

/** Search and filters of a list. A plain GET form: the state is in the address and it works without scripts. */
// Over 60 lines: the markup of one part of the screen, top to bottom.
export function ListToolbar({
  path,
  query,
  searchLabel,
  filters = [],
  dates = [],
  count,
  actions,
}: ListToolbarProps) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const search = useSearchWords(query.q, pending);

  // With scripts the address has no empty fields and the page is not reloaded.
  function open(form: HTMLFormElement, how: "push" | "replace") {
    const data = new FormData(form);
    const chosen = [...filters, ...dates].map(({ name }) => [name, String(data.get(name) ?? "")] as const);
    const q = String(data.get("q") ?? "").trim();
    search.sent(q);
    const next = { q, filters: Object.fromEntries(chosen.filter(([, value]) => value !== "")) };
    startTransition(() => router[how](listHref(path, query, next), { scroll: false }));
  }
  function handleSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    open(event.currentTarget, "push");
  }

  const narrowed = query.q !== "" || Object.keys(query.filters).length > 0;
  return (
    <div className="space-y-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <search className="min-w-0 flex-1 max-sm:basis-full">
          <form action={path} onSubmit={handleSubmit} className="flex flex-wrap items-center gap-2">
            <input
              type="hidden"
              name="sort"
              value={`${query.sort.descending ? "-" : ""}${query.sort.field}`}
            />
            <div className="relative min-w-52 flex-1 max-sm:basis-full sm:max-w-72">
              <Search
                aria-hidden
                className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted"
              />
              <input
                ref={search.field}
                type="search"
                name="q"
                onChange={({ currentTarget: { form } }) => {
                  if (form) search.rested(() => open(form, "replace"));
                }}
                defaultValue={query.q}
                aria-label={searchLabel}
                placeholder={searchLabel}
                className={cx(controlClasses, "pl-9 text-ellipsis")}
              />
            </div>
            {filters.map((filter) => (
              <div key={filter.name} className="relative max-sm:min-w-32 max-sm:flex-1 sm:max-w-52">
                <SelectControl
                  key={query.filters[filter.name] ?? ""}
                  name={filter.name}
                  defaultValue={query.filters[filter.name] ?? ""}
                  aria-label={filter.label}
                  onChange={(event) => event.currentTarget.form?.requestSubmit()}
                >
                  <option value="">{filter.label}: all</option>
                  {filter.options.map((option) => (
                    <option key={option.value} value={option.value}>
                      {option.label}
                    </option>
                  ))}
                </SelectControl>
              </div>
            ))}
            {dates.map(({ name, label }) => (
              <label key={name} className="flex items-center gap-2 text-sm text-muted max-sm:w-full">
                <span className="max-sm:w-10">{label}</span>
                <input
                  key={query.filters[name] ?? ""}
                  type="date"
                  name={name}
                  defaultValue={query.filters[name] ?? ""}
                  onChange={(event) => event.currentTarget.form?.requestSubmit()}
                  className={controlClasses}
                />
              </label>
            ))}
            {/* The list follows the input; a screen reader, or a browser without scripts, has the button. */}
            <Button type="submit" className="sr-only focus:not-sr-only">
              Search
            </Button>
            {pending && <LoaderCircle aria-hidden className="size-4 shrink-0 animate-spin text-muted" />}
          </form>
        </search>
        {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
      </div>
      {(count || narrowed) && (
        <p className="flex flex-wrap gap-x-3 text-sm text-muted">
          <span role="status">{count}</span>
          {narrowed && (
            <NextLink
              href={path}
              scroll={false}
              className="font-medium text-accent underline underline-offset-4"
            >
              Clear search and filters
            </NextLink>
          )}
        </p>
      )}
    </div>
  );
}

const patience = 300;

/**
 * The search field while the list follows the input: searches once typing pauses, and shows the address's words again
 * after Back or "Clear", but never over current input.
 */
function useSearchWords(inAddress: string, pending: boolean) {
  const field = useRef<HTMLInputElement>(null);
  const sent = useRef(inAddress);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    if (pending || timer.current !== undefined || !field.current || inAddress === sent.current) return;
    field.current.value = inAddress;
    sent.current = inAddress;
  }, [inAddress, pending]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return {
    field,
    sent(words: string) {
      clearTimeout(timer.current);
      timer.current = undefined;
      sent.current = words;
    },
    rested(ask: () => void) {
      clearTimeout(timer.current);
      timer.current = setTimeout(ask, patience);
    },
  };
}
