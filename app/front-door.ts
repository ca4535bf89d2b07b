import { atFrontDoor } from "@/lib/server/front-door";
import * as begin from "./[space]/sso/[reference]/route";
import * as session from "./api/auth/session/route";
import * as finish from "./api/sso/finish/route";
import * as oauth2Callback from "./api/sso/oauth2/[connectionId]/callback/route";
import * as oidcCallback from "./api/sso/oidc/[connectionId]/callback/route";
import * as oidcInitiate from "./api/sso/oidc/[connectionId]/initiate/route";
import * as assertionConsumer from "./api/sso/saml/[connectionId]/acs/route";

/** The requests that a sign-in is made of: everybody's, every morning. */
export const frontDoorRoutes = [
  atFrontDoor<"space" | "reference">("GET", "/[space]/sso/[reference]", begin.GET),
  atFrontDoor<"connectionId">("POST", "/api/sso/saml/[connectionId]/acs", assertionConsumer.POST),
  atFrontDoor<"connectionId">("GET", "/api/sso/oidc/[connectionId]/callback", oidcCallback.GET),
  atFrontDoor<"connectionId">("GET", "/api/sso/oidc/[connectionId]/initiate", oidcInitiate.GET),
  atFrontDoor<"connectionId">("GET", "/api/sso/oauth2/[connectionId]/callback", oauth2Callback.GET),
  atFrontDoor("GET", "/api/sso/finish", finish.GET),
  atFrontDoor("POST", "/api/sso/finish", finish.POST),
  atFrontDoor("GET", "/api/auth/session", session.GET),
];
