import type { Browser } from "../login/client";
import type { company } from "./company";

/** Signs the administrator in at the space's own page, as a browser without scripts does. */
export async function signInAtForm(
  browser: Browser,
  url: string,
  { slug, administrator }: typeof company,
): Promise<Browser> {
  const address = `${url}/${slug}/login`;
  const { text } = await browser.get(address);
  const form = new FormData();
  for (const [input] of text.matchAll(/<input type="hidden"[^>]*>/g))
    form.set(attribute(input, "name"), attribute(input, "value"));
  form.set("email", administrator.email);
  form.set("password", administrator.password);
  const answer = await browser.postForm(address, form);
  if (answer.location !== `/${slug}`)
    throw new Error(`Not signed in: ${answer.status} ${answer.text.slice(0, 300)}`);
  return browser;
}

function attribute(tag: string, name: string): string {
  const value = new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? "";
  return value.replaceAll("&quot;", '"').replaceAll("&amp;", "&");
}
