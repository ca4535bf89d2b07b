import { Search } from "lucide-react";
import { controlClasses } from "@/components/ui/control-classes";
import { cx } from "@/components/ui/cx";
import { helpAddresses } from "@/lib/model/help";

/** Searches the help. A plain form: it works without scripts. */
export function SearchField({ query = "" }: { query?: string }) {
  return (
    <search>
      <form action={helpAddresses.index} className="relative sm:w-64">
        <Search
          aria-hidden
          className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted"
        />
        <input
          type="search"
          name="q"
          defaultValue={query}
          aria-label="Search the help"
          placeholder="Search the help"
          maxLength={100}
          className={cx(controlClasses, "pl-9")}
        />
      </form>
    </search>
  );
}
