import type { Article } from "./article";

const express = `import * as client from "openid-client";
const { ISSUER, CLIENT_ID, CLIENT_SECRET, CALLBACK } = process.env;
const options = ISSUER.startsWith("http://localhost") ? { execute: [client.allowInsecureRequests] } : {};
const config = await client.discovery(new URL(ISSUER), CLIENT_ID, CLIENT_SECRET, undefined, options);

export async function signIn({ session, query }, response) {
  session.verifier = client.randomPKCECodeVerifier();
  const asked = { redirect_uri: CALLBACK, scope: "openid email profile organization", code_challenge_method: "S256" };
  const code_challenge = await client.calculatePKCECodeChallenge(session.verifier);
  const { organization = "" } = query;
  response.redirect(client.buildAuthorizationUrl(config, { ...asked, code_challenge, organization }).href);
}

export async function callback({ session, url }, response) {
  const tokens = await client.authorizationCodeGrant(config, new URL(url, CALLBACK), { pkceCodeVerifier: session.verifier });
  session.user = tokens.claims();
  response.redirect("/");
}`;

const nextAuth = `export const authOptions = {
  providers: [{
    id: "gatehouse", name: "Gatehouse", type: "oauth", idToken: true, checks: ["pkce", "state", "nonce"],
    wellKnown: process.env.ISSUER + "/.well-known/openid-configuration",
    clientId: process.env.CLIENT_ID, clientSecret: process.env.CLIENT_SECRET,
    authorization: { params: { scope: "openid email profile organization" } },
    profile: (claims) => ({ id: claims.sub, name: claims.name, email: claims.email }),
  }],
};`;

const apache = `OIDCProviderMetadataURL https://sso.example/.well-known/openid-configuration
OIDCClientID app_…
OIDCClientSecret ghs_…
OIDCRedirectURI https://notes.example/callback
OIDCCryptoPassphrase "a long text of chance"
OIDCScope "openid email profile organization"
OIDCPKCEMethod S256
OIDCRemoteUserClaim email
<Location />
  AuthType openid-connect
  Require valid-user
</Location>`;

const python = `oauth.register("gatehouse", client_id=CLIENT_ID, client_secret=CLIENT_SECRET,
    server_metadata_url=ISSUER + "/.well-known/openid-configuration",
    client_kwargs={"scope": "openid email profile organization", "code_challenge_method": "S256"})

@app.route("/sign-in")
def sign_in():
    return oauth.gatehouse.authorize_redirect(url_for("callback", _external=True))

@app.route("/callback")
def callback():
    session["user"] = oauth.gatehouse.authorize_access_token()["userinfo"]
    return redirect("/")`;

/** How a developer puts an application behind Gatehouse. */
export const applications: Article<"applications"> = {
  title: "Applications",
  summary: "Sign people in to your own application through Gatehouse, with any OpenID Connect library.",
  sections: {
    register: {
      title: "Register the application",
      blocks: [
        "You need a client ID and a client secret. An operator makes them under **Applications**, or on the command line of the server:",
        {
          label: "Register an application",
          code: `npm run gatehouse -- application create --name "Notes" \\
  --redirect-uri https://notes.example/callback \\
  --post-logout-redirect-uri https://notes.example/`,
        },
        "The secret is shown this once. The redirect URI is compared character by character; on your own computer it may begin with `http://localhost`.",
        "Your library needs three values: the issuer, which is the address of this site, the client ID and the client secret. It finds everything else by itself.",
      ],
    },
    express: {
      title: "Express, with openid-client",
      blocks: [
        { label: "Express", code: express },
        "Route `/sign-in` and `/callback` to these two functions, with a session. `examples/express` has the rest; `examples/acme-notes` is a whole application without a framework, which `npm run demo` starts.",
      ],
    },
    "next-auth": {
      title: "Next.js, with next-auth",
      blocks: [
        { label: "next-auth", code: nextAuth },
        "`examples/next-auth` is a whole application with it. Register `https://notes.example/api/auth/callback/gatehouse`.",
      ],
    },
    apache: {
      title: "Any application, behind Apache",
      blocks: [
        "With `mod_auth_openidc` the application itself is not changed at all. It finds the person in `REMOTE_USER` and the claims in headers that begin with `OIDC_CLAIM_`.",
        { label: "Apache", code: apache },
        "For nginx, `examples/reverse-proxy` has a configuration with `oauth2-proxy`.",
      ],
    },
    others: {
      title: "Other languages",
      blocks: [
        { label: "Python, with Authlib", code: python },
        "Spring: set `spring.security.oauth2.client.provider.gatehouse.issuer-uri`, and the client ID, secret and scope of a registration of the same name. Go: `oidc.NewProvider` with the issuer, then `golang.org/x/oauth2` with `oauth2.S256ChallengeOption`.",
      ],
    },
    space: {
      title: "Choose the organization",
      blocks: [
        "Without more, people type their email address and are led to their own organization. If you know which it is, say so in the authorization request:",
        {
          terms: [
            ["`organization`", "The slug of the space, or your own external ID of the customer."],
            ["`connection`", "The ID of a connection, to skip the choice between several."],
            ["`login_hint`", "The person's email address, if you know it."],
          ],
        },
        "If somebody signs in elsewhere, or may not use your application, you get `access_denied`, never a person of another organization. If a sign-in was refused, the description ends with its reference, and `error_uri` is the page that explains it.",
      ],
    },
    claims: {
      title: "What you receive",
      blocks: [
        {
          terms: [
            ["`sub`", "The person. Keep this as the key, not the email address."],
            ["`email`, `name`", "With the scopes `email` and `profile`."],
            ["`org_id`, `org_slug`, `org_external_id`", "The organization, with the scope `organization`."],
            ["`role`, `teams`", "What the person is there, with the same scope."],
            ["`groups`", "The names of the teams, with the scope `groups`."],
            [
              "`attributes`",
              "What the identity provider sent, from userinfo only, with the scope `attributes`.",
            ],
            [
              "`auth_time`, `acr`, `amr`",
              "When and how the person signed in, as the identity provider says it. Ask for a context with `acr_values`.",
            ],
            ["`session_expiry`", "When the session ends. Yours should end no later."],
          ],
        },
        "Ask for `offline_access` to get a refresh token. Each works once; use the new one from then on.",
      ],
    },
    "sign-out": {
      title: "Sign people out",
      blocks: [
        "Send the browser to the end-session address in the discovery document, which your library uses, with the ID token, to end the session here too.",
        "Register a back-channel logout URI to be notified when a session ends: somebody signed out here, was deactivated, or an administrator ended the session. Find the session by `sid` and end it.",
      ],
    },
  },
};
