import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { productBrand, type ShownLogo, type WornBrand } from "@/lib/model/brand/brand";
import { PublicCard } from "./public-card";

const logo = (href: string, width: number, height: number): ShownLogo => ({ href, width, height });
const page = (change: Partial<WornBrand>) =>
  renderToStaticMarkup(
    <PublicCard title="Sign in" brand={{ ...productBrand, ...change }}>
      <p>Form</p>
    </PublicCard>,
  );

describe("a public page", () => {
  test("wears the product where nothing is chosen, and loads no style of anybody's", () => {
    const html = page({});
    expect(html).toContain("Gatehouse");
    expect(html).not.toContain("data-accent");
    expect(html).not.toContain("<link");
  });

  test("takes the accent from its own address", () => {
    const html = page({ accent: "#1a5fb4" });
    expect(html).toContain('data-accent="#1a5fb4"');
    expect(html).toMatch(/<link[^>]+href="\/api\/brand\/accent\/1\/1a5fb4"/);
    expect(html).not.toContain("style=");
  });

  test("shows a wide logo with the name as its text, and a square one beside the name", () => {
    const wide = page({ name: "Acme", isSpace: true, light: logo("/wide", 600, 100) });
    expect(wide).toContain('alt="Acme"');
    expect(wide).not.toContain(">Acme<");
    const square = page({ name: "Acme", isSpace: true, light: logo("/square", 64, 64) });
    expect(square).toContain('alt=""');
    expect(square).toContain(">Acme<");
  });

  test("has both logos there, of which the theme shows one; a single one lies on a plate", () => {
    const both = page({ light: logo("/light", 64, 64), dark: logo("/dark", 64, 64) });
    expect(both).toMatch(/src="\/light"[^>]+in-light/);
    expect(both).toMatch(/src="\/dark"[^>]+in-dark/);
    expect(page({ light: logo("/light", 64, 64) })).toMatch(/src="\/light"[^>]+bg-plate-light/);
    expect(page({ dark: logo("/dark", 64, 64) })).toMatch(/src="\/dark"[^>]+bg-plate-dark/);
  });

  test("of a space says beneath whose installation it is", () => {
    expect(page({ name: "Acme", isSpace: true, installationName: "Portal" })).toContain(">Portal<");
    expect(page({ name: "Portal", installationName: "Portal" }).split(">Portal<")).toHaveLength(2);
  });

  test("shows names as text", () => {
    expect(page({ name: "<script>", isSpace: true })).toContain("&lt;script&gt;");
  });
});
