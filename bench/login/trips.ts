import { inflateRawSync } from "node:zlib";
import { mintResponse } from "@/lib/protocols/saml/testing/mint-response";
import type { SigningKey } from "@/lib/protocols/saml/testing/signing-key";
import { type Browser, sentTo } from "./client";
import { type BenchProtocol, named, type Visitor } from "./names";
import type { BenchProvider } from "./openid-provider";

/** One request of a sign-in, or a group of them, to be timed. */
export type Timed = <T>(step: string, work: () => Promise<T>) => Promise<T>;

/** A whole sign-in of one person in a fresh browser. Throws on any unexpected response. */
export type Trip = (browser: Browser, visitor: Visitor, timed: Timed) => Promise<void>;

/** Answers a SAML request as the provider would, response and assertion signed. */
export function samlAnswer(
  key: SigningKey,
  visitor: Visitor,
  sentOut: string,
  audience: { acsUrl: string; spEntityId: string },
): Record<string, string> {
  const query = new URL(sentOut).searchParams;
  const request = inflateRawSync(Buffer.from(query.get("SAMLRequest") ?? "", "base64")).toString("utf8");
  const requestId = /\sID="([^"]+)"/.exec(request)?.[1] ?? null;
  const email = named.email(visitor);
  const { samlResponse } = mintResponse({
    now: new Date(),
    issuer: named.samlEntityId(visitor.space),
    ...audience,
    requestId,
    sign: "both",
    signer: { key },
    facts: {
      nameId: email,
      attributes: {
        email: [email],
        firstName: ["Bench"],
        lastName: ["Person"],
        groups: ["staff", "editors"],
      },
    },
  });
  return { SAMLResponse: samlResponse, RelayState: query.get("RelayState") ?? "" };
}

/** Signs in at Gatehouse, then asks who is signed in. */
export function gatehouseTrip(
  appUrl: string,
  protocol: BenchProtocol,
  providers: { samlKey: SigningKey; openid: BenchProvider },
): Trip {
  return async (browser, visitor, timed) => {
    const slug = named.slug(visitor.space);
    const login = `${appUrl}/${slug}/sso/${named.reference(protocol)}`;
    const landing =
      protocol === "saml"
        ? await samlSignIn(appUrl, login, { browser, visitor, key: providers.samlKey, timed })
        : await openIdSignIn(login, { browser, visitor, provider: providers.openid, timed });
    if (landing !== `${appUrl}/${slug}`) throw new Error(`sent to ${landing}`);
    const who = await timed("session", () => browser.get(`${appUrl}/api/auth/session`));
    if (!who.text.includes(named.email(visitor))) throw new Error(`signed in as ${who.text}`);
  };
}

/** The landing page of somebody who has just signed in by that trip, which is not timed. */
export function landingPage(appUrl: string, signIn: Trip): Trip {
  return async (browser, visitor, timed) => {
    await signIn(browser, visitor, (_step, work) => work());
    const address = `${appUrl}/${named.slug(visitor.space)}`;
    const page = await timed("landing page", () => browser.get(address));
    if (page.status !== 200 || !page.text.includes("Hello"))
      throw new Error(`the landing page answered ${page.status}`);
  };
}

interface Signing {
  browser: Browser;
  visitor: Visitor;
  timed: Timed;
}

/** A sign-in by SAML from its login address on; returns where the browser is sent. */
export async function samlSignIn(
  appUrl: string,
  login: string,
  { browser, visitor, key, timed }: Signing & { key: SigningKey },
): Promise<string> {
  const out = sentTo(await timed("begin", () => browser.get(login)));
  const here = `${appUrl}/api/sso/saml/${named.connection(visitor.space, "saml")}`;
  const form = samlAnswer(key, visitor, out, { acsUrl: `${here}/acs`, spEntityId: `${here}/metadata` });
  const finish = sentTo(await timed("receive", () => browser.postFromElsewhere(`${here}/acs`, form)));
  return sentTo(await timed("finish", () => browser.get(finish)));
}

async function openIdSignIn(
  login: string,
  { browser, visitor, provider, timed }: Signing & { provider: BenchProvider },
): Promise<string> {
  const out = sentTo(await timed("begin", () => browser.get(login)));
  const asked = new URL(out).searchParams;
  const back = new URL(asked.get("redirect_uri") ?? "");
  const claims = {
    client: named.clientId(visitor.space),
    nonce: asked.get("nonce") ?? "",
    email: named.email(visitor),
  };
  back.searchParams.set("code", provider.codeFor(claims));
  back.searchParams.set("state", asked.get("state") ?? "");
  const finish = sentTo(await timed("receive", () => browser.get(back.href)));
  return sentTo(await timed("finish", () => browser.get(finish)));
}

/** The same sign-in at the peer: begin, receive, and who is signed in. */
export function peerTrip(url: string, key: SigningKey): Trip {
  return async (browser, visitor, timed) => {
    const out = sentTo(await timed("begin", () => browser.get(`${url}/login`)));
    const form = samlAnswer(key, { ...visitor, space: 0 }, out, {
      acsUrl: `${url}/acs`,
      spEntityId: `${url}/metadata`,
    });
    await timed("receive", () => browser.postFromElsewhere(`${url}/acs`, form)).then(sentTo);
    const who = await timed("session", () => browser.get(`${url}/session`));
    if (!who.text.includes("person-")) throw new Error(`signed in as ${who.text}`);
  };
}
