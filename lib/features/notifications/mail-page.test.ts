import { describe, expect, test } from "vitest";
import { productBrand, type WornBrand } from "@/lib/model/brand/brand";
import { mailPage } from "./mail-page";

const appUrl = "https://sso.example";
const page = (body: string, brand: Partial<WornBrand> = {}, site = appUrl) =>
  mailPage({ subject: "Hello", body, brand: { ...productBrand, ...brand }, appUrl: site });
const wide = { href: "/api/brand/logo/space_1/abc", width: 600, height: 100 };

describe("a mail's page", () => {
  test("has the words of the text, a paragraph each, and the signature beneath", () => {
    const html = page("One & two,\n\nthree\n\n-- \nThe end.\n");
    expect(html).toContain(">One &#38; two,</p>");
    expect(html).toContain(">three</p>");
    expect(html).toMatch(/border-top:1px solid #e3e6ea"><p [^>]+>The end\.<\/p>/);
  });

  test("links addresses of this site, and no other", () => {
    const html = page(
      `Open ${appUrl}/reset-password/abc. Not ${appUrl}.evil.example/x or https://evil.example/`,
    );
    expect(html.match(/href="[^"]+"/g)).toEqual([`href="${appUrl}/reset-password/abc"`]);
  });

  test("never takes text for HTML", () => {
    const html = page(`<img src=x onerror=alert(1)>\n\n${appUrl}/"onmouseover="alert(1)`, {
      name: '<b>"Acme"</b>',
      isSpace: true,
    });
    expect(html).not.toContain("<img");
    expect(html).not.toContain("<b>");
    expect(html).not.toContain('"onmouseover');
  });

  test("shows the logo by its whole address, and the name alone without TLS", () => {
    const brand = { name: "Acme", isSpace: true, light: wide };
    expect(page("Text", brand)).toContain(
      `<img src="${appUrl}/api/brand/logo/space_1/abc" width="288" height="48" alt="Acme"`,
    );
    expect(page("Text", brand, "http://localhost:3000")).not.toContain("<img");
    expect(page("Text", brand, "http://localhost:3000")).toContain(">Acme</div>");
  });

  test("wears the shade of the accent that can be read on white", () => {
    expect(page("Text", { accent: "#ffcc00" })).toContain("border-top:4px solid #876a00");
    expect(page("Text")).toContain("border-top:4px solid #005ea4");
  });
});
