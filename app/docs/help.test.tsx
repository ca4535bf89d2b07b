import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { explain } from "@/lib/model/explanations/catalogue";
import { helpAddress, helpAddresses, refusalHelp } from "@/lib/model/help";
import { admissionRefusals, attemptRefusals } from "@/lib/model/refusals/admission";
import { certificateRefusals, metadataRefusals } from "@/lib/model/refusals/metadata";
import { oauth2Refusals } from "@/lib/model/refusals/oauth2";
import { oidcRefusals } from "@/lib/model/refusals/oidc";
import { samlRefusalCodes } from "@/lib/model/refusals/saml";
import { samlLogoutRefusals } from "@/lib/model/refusals/saml-logout";
import { oauth2PresetIds } from "@/lib/protocols/oauth2/presets/preset";
import { providerIds } from "@/lib/protocols/providers/catalogue";
import ArticlePage from "./[...article]/page";
import { articlePages, articles, sectionsOf } from "./content/articles";
import { contents } from "./contents";
import HelpIndexPage from "./page";
import ProviderPage from "./providers/[id]/page";
import ProvidersPage from "./providers/page";
import RefusalGroupPage from "./refusals/[id]/page";
import RefusalsPage from "./refusals/page";
import { groupAddress, placeOfCode, shownGroups } from "./refusals/places";
import { searchHelp } from "./search";

/** Every page of the help except the API's, as a browser gets it. */
async function allPages(): Promise<Map<string, string>> {
  const pages = new Map<string, string>();
  const index = await HelpIndexPage({ searchParams: Promise.resolve({}) });
  pages.set(helpAddresses.index, renderToStaticMarkup(index));
  pages.set(helpAddresses.refusals, renderToStaticMarkup(<RefusalsPage />));
  for (const group of shownGroups) {
    const refusals = await RefusalGroupPage({ params: Promise.resolve({ id: group.id }) });
    pages.set(groupAddress(group), renderToStaticMarkup(refusals));
  }
  pages.set(helpAddresses.providers, renderToStaticMarkup(<ProvidersPage />));
  for (const page of articlePages) {
    const params = Promise.resolve({ article: page.split("/") });
    pages.set(helpAddress(page), renderToStaticMarkup(await ArticlePage({ params })));
  }
  for (const id of [...providerIds, ...oauth2PresetIds]) {
    const provider = await ProviderPage({ params: Promise.resolve({ id }) });
    pages.set(`${helpAddresses.providers}/${id}`, renderToStaticMarkup(provider));
  }
  return pages;
}

const pages = await allPages();
const anchorsOf = (address: string) =>
  [...(pages.get(address) ?? "").matchAll(/ id="([^"]+)"/g)].map(([, id]) => id ?? "");

/** True if a page of the help has that anchor. The API's page derives its own from the operations. */
function exists(address: string): boolean {
  const [path = "", anchor] = address.split("#");
  if (path === helpAddresses.api) return true;
  const [, code] = /^\/docs\/refusals\/([^/]+)$/.exec(path) ?? [];
  const place = code && !pages.has(path) ? placeOfCode(code) : null;
  if (place) return exists(place);
  return pages.has(path) && (anchor === undefined || anchorsOf(path).includes(anchor));
}

describe("the help", () => {
  test("has every section that a screen may link to, none of them empty", () => {
    for (const page of articlePages)
      for (const { id, blocks } of sectionsOf(page)) {
        expect(exists(`${helpAddress(page)}#${id}`), `${page}#${id}`).toBe(true);
        expect(blocks.length, `${page}#${id}`).toBeGreaterThan(0);
      }
  });

  test("uses no anchor twice on a page", () => {
    for (const address of pages.keys()) {
      const anchors = anchorsOf(address);
      expect(anchors.length, address).toBe(new Set(anchors).size);
    }
  });

  test("has no dead link", () => {
    for (const [address, html] of pages)
      for (const [, href] of html.matchAll(/ href="([^"]+)"/g))
        if (href?.startsWith("/docs")) expect(exists(href), `${href} on ${address}`).toBe(true);
        else if (href?.startsWith("#"))
          expect(exists(`${address}${href}`), `${href} on ${address}`).toBe(true);
  });

  test("leaves no markup in the visible text", () => {
    for (const [address, html] of pages) expect(html, address).not.toMatch(/\*\*|\]\(/);
  });

  test("shows every article in its contents", () => {
    const listed = contents.flatMap(({ entries }) => entries.map(({ href }) => href));
    expect(listed).toEqual(expect.arrayContaining(articlePages.map((page) => helpAddress(page))));
  });

  test("describes each picture", () => {
    const alts = articlePages.flatMap((page) =>
      sectionsOf(page).flatMap(({ blocks }) =>
        blocks.flatMap((block) => (typeof block === "object" && "picture" in block ? [block.alt] : [])),
      ),
    );
    expect(alts.length).toBeGreaterThan(10);
    for (const alt of alts) expect(alt.length).toBeGreaterThan(30);
  });
});

describe("the refusal codes", () => {
  const signIn = [
    ...admissionRefusals,
    ...attemptRefusals,
    ...samlRefusalCodes,
    ...samlLogoutRefusals,
    ...oidcRefusals,
    ...oauth2Refusals,
  ];
  const html = shownGroups
    .map((group) => pages.get(groupAddress(group)) ?? "")
    .join("")
    .replaceAll("&#x27;", "'")
    .replaceAll("&quot;", '"');

  test.each([...new Set(signIn)])("%s is explained with cause and fix", (code) => {
    expect(exists(refusalHelp(code))).toBe(true);
    const { cause, fix } = explain(code);
    expect(html).toContain(cause.replaceAll("&", "&amp;"));
    expect(html).toContain(fix.replaceAll("&", "&amp;"));
  });

  test.each([...metadataRefusals, ...certificateRefusals])("%s of the form is explained", (code) => {
    expect(exists(refusalHelp(`form-${code}`))).toBe(true);
    expect(exists(refusalHelp(`form-no_${code}`))).toBe(false);
  });
});

describe("the screens", () => {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const sources = ["app", "components", "lib"].flatMap((folder) =>
    readdirSync(`${root}/${folder}`, { recursive: true, encoding: "utf8" })
      .filter((file) => /\.tsx?$/.test(file) && !file.includes(".test."))
      .map((file) => ({
        file: `${folder}/${file}`,
        text: readFileSync(`${root}/${folder}/${file}`, "utf8"),
      })),
  );

  test("link to the help by its own names, never by an unchecked address", () => {
    const bare = sources.filter(
      ({ file, text }) => !/^(app\/docs\/|lib\/model\/help\.ts)/.test(file) && text.includes('"/docs'),
    );
    expect(bare.map(({ file }) => file)).toEqual([]);
  });

  test("have the words that the help quotes", () => {
    const written = sources
      .filter(({ file }) => !file.startsWith("app/docs/"))
      .map(({ text }) => text.replaceAll(/\s+/g, " "))
      .join("\n");
    const labels = articlePages.flatMap((page) =>
      [...JSON.stringify(articles[page]).matchAll(/\*\*([^*]+)\*\*/g)].flatMap(([, words]) =>
        (words ?? "").split(/ → |, /).map((label) => ({ page, label })),
      ),
    );
    expect(labels.length).toBeGreaterThan(100);
    expect(labels.filter(({ label }) => !written.includes(label))).toEqual([]);
  });

  test("every address in a text of the help exists", () => {
    for (const { file, text } of sources)
      for (const [, address] of text.matchAll(/\]\((\/docs[^)]*)\)/g))
        if (address !== "/docs…" && !address?.includes("…"))
          expect(exists(address ?? ""), `${address} in ${file}`).toBe(true);
  });
});

describe("the search", () => {
  test("finds a code by its name, first", () => {
    expect(searchHelp("audience_wrong")[0]?.href).toBe(refusalHelp("audience_wrong"));
  });
  test("finds sections by any of their words, in any case", () => {
    const hrefs = searchHelp("LOCKED broken password").map(({ href }) => href);
    expect(hrefs).toContain(helpAddress("administrators/passwords", "locked-out"));
  });
  test("finds nothing for an empty query or for nonsense", () => {
    expect(searchHelp("  ")).toEqual([]);
    expect(searchHelp("zzzz quux")).toEqual([]);
  });
  test("leads to addresses that exist", () => {
    for (const query of ["certificate", "domain", "token", "okta", "sign"])
      for (const { href } of searchHelp(query)) expect(exists(href), href).toBe(true);
  });
});

test("titles and summaries exist", () => {
  for (const page of articlePages) {
    expect(articles[page].title).not.toBe("");
    expect(articles[page].summary.length).toBeGreaterThan(20);
  }
});
