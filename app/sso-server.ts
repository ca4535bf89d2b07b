import { ssoRoute } from "@/lib/server/http/sso-server";

const session = () => import("./api/auth/session/route");
const finish = () => import("./api/sso/finish/route");
const oauth2Callback = () => import("./api/sso/oauth2/[connectionId]/callback/route");
const oidcCallback = () => import("./api/sso/oidc/[connectionId]/callback/route");
const oidcInitiate = () => import("./api/sso/oidc/[connectionId]/initiate/route");
const assertionConsumer = () => import("./api/sso/saml/[connectionId]/acs/route");
const singleLogout = () => import("./api/sso/saml/[connectionId]/slo/route");
const begin = () => import("./[space]/sso/[reference]/route");

/** The requests of a sign-in: everybody's, every morning. A route is loaded at its first request. */
export const ssoRoutes = [
  ssoRoute<"space" | "reference">("GET", "/[space]/sso/[reference]", async () => (await begin()).GET),
  ssoRoute<"connectionId">(
    "POST",
    "/api/sso/saml/[connectionId]/acs",
    async () => (await assertionConsumer()).POST,
  ),
  // Rare, but its query is signed octet by octet, and Next writes a query anew: a space would arrive as “+”.
  ssoRoute<"connectionId">("GET", "/api/sso/saml/[connectionId]/slo", async () => (await singleLogout()).GET),
  ssoRoute<"connectionId">(
    "GET",
    "/api/sso/oidc/[connectionId]/callback",
    async () => (await oidcCallback()).GET,
  ),
  ssoRoute<"connectionId">(
    "GET",
    "/api/sso/oidc/[connectionId]/initiate",
    async () => (await oidcInitiate()).GET,
  ),
  ssoRoute<"connectionId">(
    "GET",
    "/api/sso/oauth2/[connectionId]/callback",
    async () => (await oauth2Callback()).GET,
  ),
  ssoRoute("GET", "/api/sso/finish", async () => (await finish()).GET),
  ssoRoute("POST", "/api/sso/finish", async () => (await finish()).POST),
  ssoRoute("GET", "/api/auth/session", async () => (await session()).GET),
];
