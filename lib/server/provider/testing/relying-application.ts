import { createRemoteJWKSet, type JWTPayload, jwtVerify } from "jose";
import { type Browser, byPassword, callback, type ProviderLab } from "./provider-lab";

/** What came of a request at the authorization endpoint. */
export type Answer =
  | { kind: "answered"; to: string; params: Record<string, string> }
  | { kind: "sign_in"; page: URL; next: string }
  | { kind: "page"; status: number; text: string };

/** How the application is answered: by a redirect, or by a form that the browser sends. */
export type ResponseMode = "query" | "form_post";

/** An application that writes its requests itself, down to the byte, as a conformance test does. */
export class RelyingApplication {
  /** Whether it sends its secret in the body. */
  inBody = false;

  constructor(
    private readonly lab: ProviderLab,
    readonly browser: Browser,
    readonly client: { id: string; clientSecret: string | null },
    readonly mode: ResponseMode = "query",
  ) {}

  /** Sends the browser to the authorization endpoint; `undefined` leaves a parameter out. */
  async authorize(change: Record<string, string | undefined> = {}, method = "GET"): Promise<Answer> {
    const all = {
      response_type: "code",
      client_id: this.client.id,
      redirect_uri: callback,
      scope: "openid",
      state: "s-1",
      nonce: "n-1",
      ...(this.mode === "form_post" ? { response_mode: "form_post" } : {}),
      ...change,
    };
    const given = Object.entries(all).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    );
    const body = new URLSearchParams(given);
    if (method === "GET") return answerOf(this.lab, await this.browser.follow(`/oauth/authorize?${body}`));
    const sent = await this.browser.open("/oauth/authorize", { method, body });
    const to = sent.headers.get("location");
    return answerOf(this.lab, to ? await this.browser.follow(to) : sent);
  }

  /** Signs the person in at the page that they were sent to, and goes on. */
  async signInAt(answer: Answer, userId: string, spaceId: string): Promise<Answer> {
    if (answer.kind !== "sign_in") throw new Error(`no page to sign in: ${JSON.stringify(answer)}`);
    await this.browser.signIn(userId, byPassword(this.lab, spaceId));
    return answerOf(this.lab, await this.browser.follow(answer.next));
  }

  /** Asks the token endpoint. */
  async token(fields: Record<string, string>) {
    const { id, clientSecret } = this.client;
    const basic = Buffer.from(`${id}:${clientSecret}`).toString("base64");
    const response = await fetch(`${this.lab.appUrl}/oauth/token`, {
      method: "POST",
      headers: this.inBody ? {} : { authorization: `Basic ${basic}` },
      body: new URLSearchParams({
        ...fields,
        ...(this.inBody ? { client_id: id, client_secret: clientSecret ?? "" } : {}),
      }),
    });
    return { response, body: (await response.json()) as Record<string, string> };
  }

  /** Redeems a code; throws if it is refused. */
  async redeem(answer: Answer, change: Record<string, string> = {}) {
    const code = codeOf(answer);
    const fields = { grant_type: "authorization_code", code, redirect_uri: callback, ...change };
    const { response, body } = await this.token(fields);
    if (response.status !== 200) throw new Error(JSON.stringify(body));
    return { body, claims: await this.verify(body.id_token ?? ""), code, headers: response.headers };
  }

  /** The claims of an ID token, by the published keys. */
  async verify(idToken: string): Promise<JWTPayload> {
    const keys = createRemoteJWKSet(new URL(`${this.lab.appUrl}/oauth/jwks`));
    const expected = { issuer: this.lab.appUrl, audience: this.client.id };
    return (await jwtVerify(idToken, keys, expected)).payload;
  }

  async userinfo(init: RequestInit) {
    const response = await fetch(`${this.lab.appUrl}/oauth/userinfo`, init);
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }
}

/** The code of an answer. */
export function codeOf(answer: Answer): string {
  const code = answer.kind === "answered" ? answer.params.code : undefined;
  if (!code) throw new Error(`no code: ${JSON.stringify(answer)}`);
  return code;
}

async function answerOf({ appUrl }: ProviderLab, back: URL | Response): Promise<Answer> {
  if (back instanceof URL) {
    const params = Object.fromEntries(back.searchParams);
    return back.origin === appUrl
      ? { kind: "sign_in", page: back, next: params.next ?? "" }
      : { kind: "answered", to: `${back.origin}${back.pathname}`, params };
  }
  const text = await back.text();
  const action = /<form method="post" action="(https:\/\/[^"]+)"/i.exec(text)?.[1];
  if (!action) return { kind: "page", status: back.status, text };
  const inputs = [...text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
  const params = Object.fromEntries(inputs.map(([, name = "", value = ""]) => [name, unescaped(value)]));
  return { kind: "answered", to: action, params };
}

const unescaped = (text: string) =>
  text
    .replace(/&#x?([0-9a-f]+);/gi, (whole, code) =>
      String.fromCharCode(Number.parseInt(code, whole.startsWith("&#x") ? 16 : 10)),
    )
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
