/** A browser without a screen: keeps cookies, follows nothing by itself. For flows without a real browser. */
export class BrowserLike {
  private readonly cookies = new Map<string, string>();

  constructor(private readonly appUrl: string) {}

  /** Another browser with the same cookies, as a thief who copied them has. */
  copy(): BrowserLike {
    const other = new BrowserLike(this.appUrl);
    for (const [name, value] of this.cookies) other.cookies.set(name, value);
    return other;
  }

  /** Opens an address of ours that leads to the SAML simulator, and returns the simulator's page for a person. */
  async atProvider(url: string, person: string, fault = ""): Promise<string> {
    return pageFor(location(await this.open(url)), person, fault);
  }

  async open(url: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(new URL(url, this.appUrl), {
      ...init,
      redirect: "manual",
      headers: { ...init.headers, cookie },
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      const [name = "", ...value] = pair.split("=");
      this.cookies.set(name, value.join("="));
    }
    return response;
  }

  /** Opens an address of ours that leads to the SAML simulator, and returns to us; returns where it ends. */
  async samlTrip(url: string, person: string, fault = ""): Promise<string> {
    const out = location(await this.open(url));
    if (!isElsewhere(out, this.appUrl)) return out;
    return this.post(await pageFor(out, person, fault));
  }

  /** Sends the form of the simulator's answer page to us, as a cross-site post. */
  async post(page: string): Promise<string> {
    const field = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1];
    const action = /action="([^"]*)"/.exec(page)?.[1] ?? "";
    const body = new URLSearchParams({ SAMLResponse: field("SAMLResponse") ?? "" });
    const relayState = field("RelayState");
    if (relayState) body.set("RelayState", relayState);
    const answer = location(await this.open(action, { method: "POST", body, headers: { origin: "null" } }));
    return answer.includes("/api/sso/finish") ? location(await this.open(answer)) : answer;
  }
}

/** The target of a redirect. */
export function location(response: Response): string {
  const to = response.headers.get("location");
  if (!to) throw new Error(`no redirect but ${response.status}`);
  return to;
}

async function pageFor(providerUrl: string, person: string, fault: string): Promise<string> {
  const provider = new URL(providerUrl);
  provider.searchParams.set("person", person);
  provider.searchParams.set("fault", fault);
  return (await fetch(provider)).text();
}

const isElsewhere = (url: string, appUrl: string) => new URL(url, appUrl).origin !== new URL(appUrl).origin;
