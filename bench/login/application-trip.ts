import { createHash } from "node:crypto";
import type { SigningKey } from "@/lib/protocols/saml/testing/signing-key";
import { type Browser, sentTo } from "./client";
import { named, type Size } from "./names";
import { samlSignIn, type Timed, type Trip } from "./trips";

const verifier = "bench-verifier-of-forty-three-characters-min";
const challenge = createHash("sha256").update(verifier).digest("base64url");

/**
 * A whole sign-in to an application by SAML in a fresh browser: its request, the provider and back, the code for
 * tokens, userinfo. Applications take turns.
 */
export function applicationTrip(appUrl: string, key: SigningKey, { applications }: Size): Trip {
  return async (browser, visitor, timed) => {
    const application = (visitor.space + visitor.person) % applications;
    const request = new URLSearchParams({
      response_type: "code",
      client_id: named.application(application),
      redirect_uri: named.callback(application),
      scope: "openid email profile organization groups",
      state: "s",
      nonce: "n",
      code_challenge: challenge,
      code_challenge_method: "S256",
      organization: named.slug(visitor.space),
      connection: named.reference("saml"),
    });
    const asked = sentTo(await timed("authorize", () => browser.get(`${appUrl}/oauth/authorize?${request}`)));
    const login = sentTo(await timed("to sign-in", () => browser.get(asked)));
    const landing = await samlSignIn(appUrl, login, { browser, visitor, key, timed });
    const resume = sentTo(await timed("interaction", () => browser.get(landing)));
    const back = sentTo(await timed("code", () => browser.get(resume)));
    const code = new URL(back).searchParams.get("code");
    if (!code) throw new Error(`sent back to ${back}`);
    await redeem(appUrl, application, code, { browser, timed, email: named.email(visitor) });
  };
}

async function redeem(
  appUrl: string,
  application: number,
  code: string,
  { browser, timed, email }: { browser: Browser; timed: Timed; email: string },
): Promise<void> {
  const client = `${named.application(application)}:${named.applicationSecret(application)}`;
  const tokens = await timed("token", () =>
    browser.postAs(
      `${appUrl}/oauth/token`,
      {
        grant_type: "authorization_code",
        code,
        redirect_uri: named.callback(application),
        code_verifier: verifier,
      },
      `Basic ${Buffer.from(client).toString("base64")}`,
    ),
  );
  const { access_token: accessToken, id_token: idToken } = JSON.parse(tokens.text);
  if (!idToken) throw new Error(`no ID token: ${tokens.text}`);
  const about = await timed("userinfo", () =>
    browser.getAs(`${appUrl}/oauth/userinfo`, `Bearer ${accessToken}`),
  );
  if (!about.text.includes(email)) throw new Error(`userinfo of somebody else: ${about.text}`);
}
