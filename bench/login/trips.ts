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
    const out = sentTo(await timed("begin", () => browser.get(login)));
    const finish = await (protocol === "saml"
      ? receiveSaml(appUrl, browser, visitor, out, providers.samlKey, timed)
      : receiveOpenId(browser, visitor, out, providers.openid, timed));
    const landing = sentTo(await timed("finish", () => browser.get(finish)));
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
    if (page.status !== 200 || !page.text.includes("You are signed in to"))
      throw new Error(`the landing page answered ${page.status}`);
  };
}

async function receiveSaml(
  appUrl: string,
  browser: Browser,
  visitor: Visitor,
  out: string,
  key: SigningKey,
  timed: Timed,
): Promise<string> {
  const here = `${appUrl}/api/sso/saml/${named.connection(visitor.space, "saml")}`;
  const form = samlAnswer(key, visitor, out, { acsUrl: `${here}/acs`, spEntityId: `${here}/metadata` });
  return sentTo(await timed("receive", () => browser.postFromElsewhere(`${here}/acs`, form)));
}

async function receiveOpenId(
  browser: Browser,
  visitor: Visitor,
  out: string,
  provider: BenchProvider,
  timed: Timed,
): Promise<string> {
  const asked = new URL(out).searchParams;
  const back = new URL(asked.get("redirect_uri") ?? "");
  const claims = {
    client: named.clientId(visitor.space),
    nonce: asked.get("nonce") ?? "",
    email: named.email(visitor),
  };
  back.searchParams.set("code", provider.codeFor(claims));
  back.searchParams.set("state", asked.get("state") ?? "");
  return sentTo(await timed("receive", () => browser.get(back.href)));
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
