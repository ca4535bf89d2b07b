import { optionClasses } from "@/components/ui/option-classes";
import { ProviderMark } from "@/components/ui/provider-mark";
import type { OptionLink } from "./login/discovered";

interface OptionListProps {
  options: readonly OptionLink[];
  /** Focuses the highlighted option, if the page has nothing else to do. */
  focus?: boolean;
}

/**
 * A button per sign-in option. Plain links: Next's own would prefetch the address and start an unwanted sign-in. The
 * page's script (`components/page-script/used-option.ts`) highlights the one that this browser used last instead of
 * the default.
 */
export function OptionList({ options, focus = false }: OptionListProps) {
  const withSpace = new Set(options.map((option) => option.spaceName)).size > 1;
  return (
    <ul className="space-y-2" data-options={focus ? "focus" : ""}>
      {options.map((option) => (
        <li key={option.href}>
          <a
            href={option.href}
            data-first={option.isDefault || undefined}
            className={optionClasses(option.isDefault)}
          >
            <ProviderMark provider={option.provider} name={option.name} size="small" />
            <span className="min-w-0 [overflow-wrap:anywhere]">
              Continue with {option.name}
              {withSpace && <span className="font-normal"> · {option.spaceName}</span>}
            </span>
            {options.length > 1 && (
              <span data-used-last hidden className="text-sm font-normal">
                Used last
              </span>
            )}
          </a>
        </li>
      ))}
    </ul>
  );
}
