import { expect, test } from "vitest";
import { leastTime } from "@/lib/protocols/saml/testing/processor-time";
import { pageScript, withOnlyScript } from "./only-script";

const page = (head: string, body: string) =>
  `<!DOCTYPE html><html><head>${head}</head><body>${body}</body></html>`;

test("takes every script out of a page, their preloads too, and puts the one script at its end", () => {
  const html = page(
    '<link rel="stylesheet" href="/a.css"/><link rel="preload" as="script" fetchPriority="low" nonce="x" href="/a.js"/><script src="/b.js" async="" nonce="x"></script>',
    '<main>Sign in</main><script nonce="x" id="_R_">self.push([1,"\\u003c/script>"])</script><script noModule="">1</script>',
  );
  expect(withOnlyScript(html, "go()")).toBe(
    page('<link rel="stylesheet" href="/a.css"/>', "<main>Sign in</main><script>go()</script>"),
  );
});

test("leaves a page's own text alone, which React escapes", () => {
  const text = '<p title="&lt;script&gt;">&lt;script&gt;alert(1)&lt;/script&gt; &lt;/body&gt;</p>';
  expect(withOnlyScript(page("", text), "go()")).toBe(page("", `${text}<script>go()</script>`));
});

test("drops what follows a script that never ends, and manages without an end of the body", () => {
  expect(withOnlyScript("<p>1</p><script>cut", "go()")).toBe("<p>1</p><script>go()</script>");
});

test("names the script by its hash, and refuses one that could not stand in a page", () => {
  // printf '%s' 'go()' | openssl dgst -sha256 -binary | base64
  expect(pageScript("go()\n")).toEqual({
    text: "go()",
    hash: "'sha256-5KYv+PUboo5h+0+YAtGRPbwv5d/QxzHslP4YGnUaxRw='",
  });
  expect(() => pageScript('x = "</SCRIPT>"')).toThrow("cannot stand within a page");
  expect(() => pageScript('x = "<!--"')).toThrow("cannot stand within a page");
});

test("takes time that grows with the page, not with its square", () => {
  const html = "<script".repeat(300_000);
  const links = '<link rel="preload" as="script"'.repeat(60_000);
  const both = () => [html, links].map((page) => withOnlyScript(page, "go()"));
  expect(leastTime(both, 1_000)).toBeLessThan(1_000);
});
