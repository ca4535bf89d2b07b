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

const expressServer = `import express from "express";
import session from "express-session";
import { callback, signIn } from "./gatehouse.mjs";

const app = express();
app.use(session({ secret: process.env.SESSION_SECRET, resave: false, saveUninitialized: false }));
app.get("/sign-in", signIn);
app.get("/callback", callback);
app.get("/", ({ session: { user } }, response) => {
  response.type("text").send(user ? \`Hello, \${user.name} of \${user.org_name}\` : "Not signed in. Open /sign-in");
});
app.listen(4701, () => console.log("http://localhost:4701"));`;

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

const nginx = `location /oauth2/ {
  proxy_pass http://127.0.0.1:4180;
  proxy_set_header Host $host;
  proxy_set_header X-Forwarded-Proto $scheme;
}
location / {
  auth_request /oauth2/auth;
  error_page 401 = /oauth2/sign_in;
  auth_request_set $email $upstream_http_x_auth_request_email;
  auth_request_set $groups $upstream_http_x_auth_request_groups;
  proxy_set_header X-Email $email;
  proxy_set_header X-Groups $groups;
  proxy_pass http://127.0.0.1:8080;
}`;

const python = `from os import environ
from authlib.integrations.flask_client import OAuth
from flask import Flask, redirect, request, session

app = Flask(__name__)
app.secret_key = environ["SESSION_SECRET"]
gatehouse = OAuth(app).register("gatehouse", client_id=environ["CLIENT_ID"], client_secret=environ["CLIENT_SECRET"],
    server_metadata_url=environ["ISSUER"] + "/.well-known/openid-configuration",
    client_kwargs={"scope": "openid email profile organization", "code_challenge_method": "S256"})

@app.route("/sign-in")
def sign_in():
    return gatehouse.authorize_redirect(environ["CALLBACK"], organization=request.args.get("organization", ""))

@app.route("/callback")
def callback():
    session["user"] = gatehouse.authorize_access_token()["userinfo"]
    return redirect("/")`;

const go = `func connect() (gatehouse, error) {
  provider, err := oidc.NewProvider(context.Background(), os.Getenv("ISSUER"))
  if err != nil {
    return gatehouse{}, err
  }
  config := oauth2.Config{ClientID: os.Getenv("CLIENT_ID"), ClientSecret: os.Getenv("CLIENT_SECRET"),
    RedirectURL: os.Getenv("CALLBACK"), Endpoint: provider.Endpoint(), Scopes: []string{"openid", "email", "profile", "organization"}}
  return gatehouse{provider, config}, nil
}

func (g gatehouse) signIn(w http.ResponseWriter, r *http.Request) {
  verifier := oauth2.GenerateVerifier()
  http.SetCookie(w, &http.Cookie{Name: "verifier", Value: verifier, Path: "/callback", HttpOnly: true, SameSite: http.SameSiteLaxMode})
  organization := oauth2.SetAuthURLParam("organization", r.FormValue("organization"))
  http.Redirect(w, r, g.AuthCodeURL("", oauth2.S256ChallengeOption(verifier), organization), http.StatusFound)
}

func (g gatehouse) callback(r *http.Request, claims any) error {
  cookie, err := r.Cookie("verifier")
  if err != nil {
    return err
  }
  token, err := g.Exchange(r.Context(), r.FormValue("code"), oauth2.VerifierOption(cookie.Value))
  if err != nil {
    return err
  }
  info, err := g.UserInfo(r.Context(), g.TokenSource(r.Context(), token))
  if err != nil {
    return err
  }
  return info.Claims(claims)
}`;

const springSettings = `spring.security.oauth2.client:
  registration.gatehouse:
    client-id: \${CLIENT_ID}
    client-secret: \${CLIENT_SECRET}
    scope: openid, email, profile, organization
  provider.gatehouse.issuer-uri: \${ISSUER}`;

const springSecurity = `@Configuration
class Security {
    @Bean
    SecurityFilterChain security(HttpSecurity http, ClientRegistrationRepository clients) throws Exception {
        var requests = new DefaultOAuth2AuthorizationRequestResolver(clients, "/oauth2/authorization");
        requests.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        return http.authorizeHttpRequests(all -> all.anyRequest().authenticated())
            .oauth2Login(login -> login.authorizationEndpoint(at -> at.authorizationRequestResolver(requests)))
            .build();
    }
}`;

/** How a developer puts an application behind Gatehouse. */
export const applications: Article<"applications"> = {
  title: "Applications",
  summary: "Sign people in to your own application through Gatehouse, with any OpenID Connect library.",
  sections: {
    register: {
      title: "Register the application",
      blocks: [
        "You need a client ID and a client secret. An operator gets them at `/operator/applications` by **Create application**, where **Try it** then shows what your application will receive. A program does the same by [API](/docs/api).",
        "The command line of the server does it as well: with PostgreSQL at any time, with the embedded database while the server is stopped.",
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
        {
          label: "In the folder of your application",
          code: "npm install express express-session openid-client",
        },
        { label: "gatehouse.mjs", code: express },
        "Route `/sign-in` and `/callback` to these two functions, with a session:",
        { label: "server.mjs", code: expressServer },
        "On your own computer, register `http://localhost:4701/callback` and start it with the two values that you got:",
        {
          label: "Start it",
          code: `ISSUER=http://localhost:3000 CLIENT_ID=app_… CLIENT_SECRET=ghs_… \\
  CALLBACK=http://localhost:4701/callback SESSION_SECRET=$(openssl rand -hex 32) node server.mjs`,
        },
        "Open `http://localhost:4701/sign-in?organization=acme`, with the slug of a space in place of `acme`. `examples/express` has these files; `examples/acme-notes` is a whole application without a framework, which `npm run demo` starts.",
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
      title: "Any application, behind a reverse proxy",
      blocks: [
        "The application itself is not changed at all: the proxy signs people in and tells it who they are. With Apache's `mod_auth_openidc` it finds the person in `REMOTE_USER` and the claims in headers that begin with `OIDC_CLAIM_`. Register `https://notes.example/callback`.",
        { label: "Apache", code: apache },
        "nginx asks `oauth2-proxy`, whose settings are `examples/reverse-proxy/oauth2-proxy.cfg`. The application finds `X-Email` and `X-Groups`. Register `https://notes.example/oauth2/callback`.",
        { label: "nginx", code: nginx },
        "Nobody must be able to reach the application past the proxy: the headers are all that it knows of people.",
      ],
    },
    others: {
      title: "Python, Go and Spring",
      blocks: [
        { label: "Python, with Flask and Authlib", code: python },
        { label: "Go, with x/oauth2 and go-oidc", code: go },
        "`examples/python` and `examples/go` have the rest of each.",
        { label: "Spring Boot, application.yml", code: springSettings },
        "Spring Security leaves PKCE out for clients that have a secret, so turn it on. Register `https://notes.example/login/oauth2/code/gatehouse`.",
        { label: "Spring Security", code: springSecurity },
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
        "Register a back-channel logout URI to be notified when a session ends: somebody signed out here, was deactivated, or their access was ended by an administrator or their identity provider. Refresh tokens stop working with it, except when somebody only signs out. Find the session by `sid` and end it.",
      ],
    },
  },
};
