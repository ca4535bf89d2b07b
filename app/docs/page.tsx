import type { Metadata } from "next";
import { Link } from "@/components/ui/link";
import { helpAddresses } from "@/lib/model/help";
import { contents } from "./contents";
import { HelpFrame } from "./help-frame";
import { searchHelp } from "./search";

export const metadata: Metadata = { title: "Help" };

interface HelpPageProps {
  searchParams: Promise<{ q?: string | string[] }>;
}

/** The help's first page: the contents, or the results of a search. */
export default async function HelpIndexPage({ searchParams }: HelpPageProps) {
  const { q } = await searchParams;
  const query = (typeof q === "string" ? q : "").trim().slice(0, 100);
  if (query) return <Results query={query} />;
  return (
    <HelpFrame
      title="Help"
      summary="How to sign in, and how to connect your company's identity provider yourself."
      href={helpAddresses.index}
    >
      {contents.map((group) => (
        <section key={group.title} className="space-y-3">
          <h2 className="text-xl font-semibold">{group.title}</h2>
          <ul className="space-y-3">
            {group.entries.map(({ href, title, summary }) => (
              <li key={href}>
                <Link href={href}>{title}</Link>
                <p className="text-base text-muted">{summary}</p>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </HelpFrame>
  );
}

function Results({ query }: { query: string }) {
  const found = searchHelp(query);
  return (
    <HelpFrame
      title={`Search: ${query}`}
      summary={
        found.length === 0
          ? "Nothing in the help contains all of these words. Try fewer words, or others."
          : `${found.length} ${found.length === 1 ? "place" : "places"} in the help.`
      }
      href={helpAddresses.index}
      above={{ href: helpAddresses.index, label: "Help" }}
    >
      <ul className="space-y-4">
        {found.map(({ href, title, page, excerpt }) => (
          <li key={href}>
            <Link href={href}>{title}</Link>
            <p className="text-sm text-muted">{page}</p>
            <p className="text-base">{excerpt}</p>
          </li>
        ))}
      </ul>
    </HelpFrame>
  );
}
