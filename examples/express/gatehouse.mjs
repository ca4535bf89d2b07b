import * as client from "openid-client";

const { ISSUER, CLIENT_ID, CLIENT_SECRET, CALLBACK } = process.env;
const options = ISSUER.startsWith("http://localhost") ? { execute: [client.allowInsecureRequests] } : {};
const config = await client.discovery(new URL(ISSUER), CLIENT_ID, CLIENT_SECRET, undefined, options);

export async function signIn({ session, query }, response) {
  session.verifier = client.randomPKCECodeVerifier();
  const asked = {
    redirect_uri: CALLBACK,
    scope: "openid email profile organization",
    code_challenge_method: "S256",
  };
  const code_challenge = await client.calculatePKCECodeChallenge(session.verifier);
  const { organization = "" } = query;
  response.redirect(client.buildAuthorizationUrl(config, { ...asked, code_challenge, organization }).href);
}

export async function callback({ session, url }, response) {
  const tokens = await client.authorizationCodeGrant(config, new URL(url, CALLBACK), {
    pkceCodeVerifier: session.verifier,
  });
  session.user = tokens.claims();
  response.redirect("/");
}
