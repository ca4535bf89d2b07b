import { Agent, request } from "node:http";

export interface Answer {
  status: number;
  location: string | null;
  text: string;
}

/** Connections of one crowd of browsers, kept open as browsers and proxies do. */
export class Wire {
  private readonly agent = new Agent({ keepAlive: true });

  close(): void {
    this.agent.destroy();
  }

  /** A new browser: no cookies, follows nothing by itself. */
  browser(): Browser {
    return new Browser(this.agent);
  }
}

/** A minimal and cheap browser, because it shares the machine with what it measures. */
export class Browser {
  private readonly cookies = new Map<string, string>();

  constructor(private readonly agent: Agent) {}

  get(url: string): Promise<Answer> {
    return this.send(url, "GET", null, {});
  }

  /** A form that another site submits: without Lax cookies. */
  postFromElsewhere(url: string, fields: Record<string, string>): Promise<Answer> {
    return this.send(url, "POST", new URLSearchParams(fields).toString(), {
      origin: "null",
      "content-type": "application/x-www-form-urlencoded",
    });
  }

  /** A form that this site's own page sends. */
  async postForm(url: string, form: FormData): Promise<Answer> {
    const encoded = new Response(form);
    const type = encoded.headers.get("content-type") ?? "";
    const body = Buffer.from(await encoded.arrayBuffer());
    return this.send(url, "POST", body, { origin: new URL(url).origin, "content-type": type });
  }

  /** What a program sends: without cookies. */
  postAs(url: string, fields: Record<string, string>, authorization: string): Promise<Answer> {
    return this.send(url, "POST", new URLSearchParams(fields).toString(), {
      authorization,
      "content-type": "application/x-www-form-urlencoded",
    });
  }

  getAs(url: string, authorization: string): Promise<Answer> {
    return this.send(url, "GET", null, { authorization });
  }

  private send(
    url: string,
    method: string,
    body: string | Buffer | null,
    headers: Record<string, string>,
  ): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const sent: Record<string, string> = { accept: "text/html,*/*", ...headers };
    if (cookie && sent.origin !== "null" && !sent.authorization) sent.cookie = cookie;
    return new Promise((resolve, reject) => {
      const outgoing = request(url, { method, agent: this.agent, headers: sent }, (incoming) => {
        let text = "";
        incoming.setEncoding("utf8");
        incoming.on("data", (chunk: string) => {
          text += chunk;
        });
        incoming.on("error", reject);
        incoming.on("end", () => {
          for (const line of incoming.headers["set-cookie"] ?? []) {
            const [pair = ""] = line.split(";");
            const cut = pair.indexOf("=");
            this.cookies.set(pair.slice(0, cut), pair.slice(cut + 1));
          }
          const { location } = incoming.headers;
          // It may be written from the site's root.
          const target = location === undefined ? null : new URL(location, url).href;
          resolve({ status: incoming.statusCode ?? 0, location: target, text });
        });
      });
      outgoing.on("error", reject);
      outgoing.end(body ?? undefined);
    });
  }
}

/** The target of a redirect; throws if the response is not one. */
export function sentTo(answer: Answer): string {
  if (!answer.location) throw new Error(`no redirect but ${answer.status}: ${answer.text.slice(0, 300)}`);
  return answer.location;
}
