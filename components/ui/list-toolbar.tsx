"use client";

import { ChevronDown, Search } from "lucide-react";
import Form from "next/form";
import NextLink from "next/link";
import type { ReactNode } from "react";
import { Button } from "./button";
import { controlClasses } from "./control-classes";
import { cx } from "./cx";
import type { ListQuery } from "./list-query";
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
  /** What is searched: "Search people by name or address". */
  searchLabel: string;
  filters?: readonly ListFilter[];
  /** How many rows match, in words: "14 people". */
  count?: string;
  actions?: ReactNode;
}

/** Search and filters of a list. A plain GET form: the state is in the address and it works without scripts. */
export function ListToolbar({ path, query, searchLabel, filters = [], count, actions }: ListToolbarProps) {
  const narrowed = query.q !== "" || Object.keys(query.filters).length > 0;
  return (
    <div className="space-y-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Form
          action={path}
          role="search"
          scroll={false}
          className="flex min-w-0 flex-1 flex-wrap items-center gap-2"
        >
          <input type="hidden" name="sort" value={`${query.sort.descending ? "-" : ""}${query.sort.field}`} />
          <div className="relative min-w-52 flex-1 sm:max-w-72">
            <Search
              aria-hidden
              className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted"
            />
            <input
              // A new key shows the address's words again after Back or "Clear".
              key={query.q}
              type="search"
              name="q"
              defaultValue={query.q}
              aria-label={searchLabel}
              placeholder={searchLabel}
              className={cx(controlClasses, "pl-9 text-ellipsis")}
            />
          </div>
          {filters.map((filter) => (
            <div key={filter.name} className="relative max-sm:flex-1">
              <select
                key={query.filters[filter.name] ?? ""}
                name={filter.name}
                defaultValue={query.filters[filter.name] ?? ""}
                aria-label={filter.label}
                onChange={(event) => event.currentTarget.form?.requestSubmit()}
                className={cx(controlClasses, "appearance-none truncate pr-9")}
              >
                <option value="">{filter.label}: all</option>
                {filter.options.map((option) => (
                  <option key={option.value} value={option.value}>
                    {option.label}
                  </option>
                ))}
              </select>
              <ChevronDown
                aria-hidden
                className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 text-muted"
              />
            </div>
          ))}
          <Button type="submit">Search</Button>
        </Form>
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
