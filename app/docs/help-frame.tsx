import NextLink from "next/link";
import type { ReactNode } from "react";
import { BrandMark } from "@/components/frame/brand";
import { InstallationName } from "@/components/frame/installation-brand";
import { cx } from "@/components/ui/cx";
import { helpAddresses } from "@/lib/model/help";
import { contents } from "./contents";
import { SearchField } from "./search-field";

interface HelpFrameProps {
  title: string;
  summary?: ReactNode;
  /** Its own address, marked in the contents. */
  href: string;
  /** The page above it: "Guides for providers". */
  above?: { href: string; label: string };
  /** Its sections, to jump to. */
  sections?: readonly { id: string; title: string }[];
  children: ReactNode;
}

/** The frame of every page of the help: contents on the left, one column of text. Public, and prints as text alone. */
// Over 60 lines: the markup of one part of the screen, top to bottom.
export function HelpFrame({ title, summary, href, above, sections = [], children }: HelpFrameProps) {
  return (
    <>
      <a
        href="#content"
        className="sr-only rounded-md bg-accent px-4 py-2 font-medium text-on-accent focus:not-sr-only focus:fixed focus:top-3 focus:left-3 focus:z-50"
      >
        Skip to content
      </a>
      <header className="border-b border-line bg-surface print:hidden">
        <div className="mx-auto flex w-full max-w-wide flex-wrap items-center gap-x-6 gap-y-2 px-4 py-2 sm:px-8">
          <NextLink href={helpAddresses.index} className="flex min-h-11 items-center gap-2 font-semibold">
            <BrandMark />
            <span className="min-w-0 [overflow-wrap:anywhere]">
              <InstallationName /> help
            </span>
          </NextLink>
          <div className="ml-auto max-sm:order-last max-sm:ml-0 max-sm:basis-full">
            <SearchField />
          </div>
          <NextLink
            href="/"
            prefetch={false}
            className="flex min-h-11 items-center text-muted hover:text-text max-sm:ml-auto"
          >
            Go to the application
          </NextLink>
        </div>
      </header>
      <div className="mx-auto grid w-full max-w-wide gap-x-10 px-4 py-6 sm:px-8 desk:grid-cols-[14rem_minmax(0,1fr)] desk:py-10 print:block print:p-0">
        <aside aria-label="Help" className="mb-6 print:hidden">
          <details className="rounded-lg border border-line bg-surface desk:hidden">
            <summary className="flex min-h-11 items-center px-4 font-medium">Contents</summary>
            <div className="border-t border-line p-3">
              <Contents href={href} />
            </div>
          </details>
          <div className="sticky top-6 max-desk:hidden">
            <Contents href={href} />
          </div>
        </aside>
        <main id="content" tabIndex={-1} className="min-w-0 max-w-[46rem] space-y-8 text-lg">
          <header className="space-y-2">
            {above && (
              <NextLink
                href={above.href}
                className="inline-flex items-center text-base text-muted hover:text-text max-md:min-h-11 print:hidden"
              >
                ‹ {above.label}
              </NextLink>
            )}
            <h1 className="text-2xl font-semibold">{title}</h1>
            {summary && <p className="text-muted">{summary}</p>}
          </header>
          {sections.length > 1 && (
            <nav aria-label="On this page" className="text-base print:hidden">
              <ul className="flex flex-wrap gap-x-5 gap-y-1.5 max-md:gap-y-0">
                {sections.map(({ id, title: words }) => (
                  <li key={id}>
                    <a
                      href={`#${id}`}
                      className="inline-flex items-center font-medium text-accent underline decoration-accent/40 underline-offset-4 hover:decoration-current max-md:min-h-11"
                    >
                      {words}
                    </a>
                  </li>
                ))}
              </ul>
            </nav>
          )}
          {children}
        </main>
      </div>
    </>
  );
}

function Contents({ href: here }: { href: string }) {
  return (
    <nav aria-label="Contents" className="space-y-4">
      {contents.map((group) => (
        <div key={group.title} className="space-y-1">
          <p className="px-2 text-sm font-medium text-muted">{group.title}</p>
          <ul className="space-y-px">
            {group.entries.map(({ href, title }) => {
              const current = here === href || here.startsWith(`${href}/`);
              return (
                <li key={href}>
                  <NextLink
                    href={href}
                    prefetch={false}
                    aria-current={here === href ? "page" : undefined}
                    className={cx(
                      "flex min-h-8 items-center rounded-md px-2 py-1 max-desk:min-h-11",
                      current
                        ? "bg-sunken font-medium text-text"
                        : "text-muted hover:bg-sunken hover:text-text",
                    )}
                  >
                    {title}
                  </NextLink>
                </li>
              );
            })}
          </ul>
        </div>
      ))}
    </nav>
  );
}
