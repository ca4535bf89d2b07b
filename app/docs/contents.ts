import { type HelpPage, helpAddress, helpAddresses } from "@/lib/model/help";
import { articles } from "./content/articles";

export interface ContentsEntry {
  href: string;
  title: string;
  summary: string;
}

export interface ContentsGroup {
  title: string;
  entries: readonly ContentsEntry[];
}

const entry = (page: HelpPage): ContentsEntry => ({
  href: helpAddress(page),
  title: articles[page].title,
  summary: articles[page].summary,
});

/** The contents of the help, in their order. */
export const contents: readonly ContentsGroup[] = [
  {
    title: "For everyone",
    entries: [entry("signing-in"), entry("words")],
  },
  {
    title: "For administrators",
    entries: [
      entry("administrators/set-up"),
      entry("administrators/operate"),
      entry("administrators/domains"),
      entry("administrators/roles"),
      entry("administrators/people"),
      entry("administrators/directories"),
      entry("administrators/passwords"),
      entry("administrators/moving"),
      entry("administrators/organizations"),
      entry("administrators/setup-links"),
      entry("administrators/tools"),
      entry("administrators/log"),
      entry("administrators/brand"),
      entry("administrators/programs"),
    ],
  },
  {
    title: "For outside IT staff",
    entries: [entry("outside-it")],
  },
  {
    title: "For developers",
    entries: [entry("applications")],
  },
  {
    title: "To look up",
    entries: [
      {
        href: helpAddresses.refusals,
        title: "Refusal codes",
        summary: "Every reason why a sign-in or test is refused, its cause, and how to fix it.",
      },
      {
        href: helpAddresses.providers,
        title: "Guides for providers",
        summary: "Step by step through the consoles of Okta, Entra ID, Google and others.",
      },
      {
        href: helpAddresses.api,
        title: "API",
        summary: "Every call that programs can make, and every problem that it may return.",
      },
    ],
  },
];
