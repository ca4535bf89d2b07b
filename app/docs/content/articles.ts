import { type HelpPage, helpSections } from "@/lib/model/help";
import { applications } from "./applications";
import type { Article, ArticleSection } from "./article";
import { brand } from "./brand";
import { directories } from "./directories";
import { domains } from "./domains";
import { log } from "./log";
import { moving } from "./moving";
import { operate } from "./operate";
import { organizations } from "./organizations";
import { outsideIt } from "./outside-it";
import { passwords } from "./passwords";
import { people } from "./people";
import { programs } from "./programs";
import { roles } from "./roles";
import { setUp } from "./set-up";
import { setupLinks } from "./setup-links";
import { signingIn } from "./signing-in";
import { tools } from "./tools";
import { words } from "./words";

/** Every article of the help. */
export const articles: { readonly [Page in HelpPage]: Article<Page> } = {
  "administrators/set-up": setUp,
  "administrators/operate": operate,
  "administrators/domains": domains,
  "administrators/roles": roles,
  "administrators/people": people,
  "administrators/directories": directories,
  "administrators/passwords": passwords,
  "administrators/brand": brand,
  "administrators/organizations": organizations,
  "administrators/setup-links": setupLinks,
  "administrators/tools": tools,
  "administrators/moving": moving,
  "administrators/log": log,
  "administrators/programs": programs,
  "outside-it": outsideIt,
  "signing-in": signingIn,
  applications,
  words,
};

/** The names of all articles. */
export const articlePages = Object.keys(articles) as HelpPage[];

/** The article at the end of an address, `administrators/domains`; `null` if there is none. */
export function articlePageOf(path: string): HelpPage | null {
  return articlePages.find((page) => page === path) ?? null;
}

/** The sections of an article in their order, each with its anchor. */
export function sectionsOf(page: HelpPage): (ArticleSection & { id: string })[] {
  const sections: Readonly<Record<string, ArticleSection>> = articles[page].sections;
  return helpSections[page].flatMap((id: string) => {
    const section = sections[id];
    return section ? [{ id, ...section }] : [];
  });
}
