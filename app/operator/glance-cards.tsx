import NextLink from "next/link";
import { cx } from "@/components/ui/cx";
import { LinkPending } from "@/components/ui/link-pending";
import type { OperatorGlance } from "@/lib/features/spaces/operator-glance";

const cards: readonly { key: keyof OperatorGlance; label: string; href: string; nouns: [string, string] }[] =
  [
    {
      key: "failing",
      label: "Failing connections",
      href: "/operator?needs=failing",
      nouns: ["customer", "customers"],
    },
    {
      key: "certificate",
      label: "Certificates within 30 days",
      href: "/operator?needs=certificate",
      nouns: ["customer", "customers"],
    },
    {
      key: "waiting",
      label: "People waiting",
      href: "/operator?needs=waiting",
      nouns: ["customer", "customers"],
    },
    {
      key: "domains",
      label: "Not verified yet",
      href: "/operator/domains?status=pending",
      nouns: ["domain", "domains"],
    },
  ];

/** What waits for somebody, in numbers; each leads to the list of those. */
export function GlanceCards({ glance }: { glance: OperatorGlance }) {
  return (
    <ul aria-label="Needs attention" className="grid grid-cols-2 gap-3 sm:gap-4 lg:grid-cols-4">
      {cards.map(({ key, label, href, nouns: [one, many] }) => {
        const count = glance[key];
        return (
          <li key={key}>
            <NextLink
              href={href}
              prefetch={false}
              className="block h-full rounded-lg border border-line bg-surface px-4 py-3 hover:border-edge has-data-pending:border-edge"
            >
              <span className="block text-sm text-muted">{label}</span>
              <span className={cx("tabular text-2xl font-semibold", count === 0 && "text-muted")}>
                {count.toLocaleString("en")}
              </span>{" "}
              <span className="text-sm text-muted">{count === 1 ? one : many}</span>
              <LinkPending />
            </NextLink>
          </li>
        );
      })}
    </ul>
  );
}
