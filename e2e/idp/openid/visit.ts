import type { Fault } from "./faults";

export interface Visit {
  /** A person's id of `people.ts`; `ada-moreno` by default. */
  person?: string;
  fault?: Fault | null;
}

/**
 * Acts at the simulator as a browser would: opens the authorization address, chooses a person (and a fault), and
 * follows the redirects up to the one that leaves for the application. Returns that address, not yet opened. Throws
 * if the simulator shows an error page instead.
 */
export async function visit(
  authorizationUrl: string,
  { person = "ada-moreno", fault = null }: Visit = {},
): Promise<URL> {
  const { origin } = new URL(authorizationUrl);
  const cookies = new Map<string, string>();
  let next: { url: string; body?: URLSearchParams } = { url: authorizationUrl };
  for (let step = 0; step < 10; step += 1) {
    const response = await fetch(next.url, {
      method: next.body ? "POST" : "GET",
      body: next.body,
      redirect: "manual",
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      const [name = "", ...value] = pair.split("=");
      cookies.set(name, value.join("="));
    }
    const location = response.headers.get("location");
    if (location !== null) {
      const url = new URL(location, next.url);
      if (url.origin !== origin) return url;
      next = { url: url.href };
    } else if (response.status === 200 && new URL(next.url).pathname.startsWith("/interaction/")) {
      next = { url: next.url, body: new URLSearchParams({ person, fault: fault ?? "" }) };
    } else {
      throw new Error(`The simulator answered ${response.status}: ${(await response.text()).slice(0, 500)}`);
    }
  }
  throw new Error("The simulator keeps sending from page to page");
}
