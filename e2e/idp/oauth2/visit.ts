import type { Quirk } from "./quirks";

/**
 * Acts at the tool as a browser would: allows the application as a person, with a quirk. Returns the address back to
 * the application, not yet opened. Throws if the tool shows a page instead.
 */
export async function visitTool(
  authorizationUrl: string,
  { person = "ada-moreno", quirk = null }: { person?: string; quirk?: Quirk | null } = {},
): Promise<URL> {
  const url = new URL(authorizationUrl);
  url.searchParams.set("person", person);
  if (quirk) url.searchParams.set("quirk", quirk);
  const response = await fetch(url, { redirect: "manual" });
  const location = response.headers.get("location");
  if (!location)
    throw new Error(`The tool answered ${response.status}: ${(await response.text()).slice(0, 300)}`);
  return new URL(location);
}
