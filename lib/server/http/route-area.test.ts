import { expect, test } from "vitest";
import { routeArea } from "./route-area";

test.each([
  ["/api/ready", "health"],
  ["/_next/static/chunks/a.js", "static"],
  ["/login?next=%2Facme", "sign_in_page"],
  ["/acme/login", "sign_in_page"],
  ["/acme/sso", "sign_in_begin"],
  ["/acme/sso/okta?return=%2Facme", "sign_in_begin"],
  ["/api/sso/saml/conn_1/acs", "saml_answer"],
  ["/api/sso/saml/conn_1/metadata", "sign_in_other"],
  ["/api/sso/oidc/conn_1/callback?code=a", "openid_answer"],
  ["/api/sso/oidc/conn_1/backchannel-logout", "signal"],
  ["/api/events/ssf/conn_1", "signal"],
  ["/api/sso/finish?ticket=a", "sign_in_finish"],
  ["/api/v1/spaces/acme/users", "api"],
  ["/api/scim/v2/dir_1/Users?filter=a", "scim"],
  ["/oauth/token", "oauth_token"],
  ["/oauth/jwks", "oauth_other"],
  ["/setup/a-secret", "setup_link"],
  ["/operator/spaces/acme", "operator"],
  ["/acme/admin/security/sso", "console"],
  ["/acme", "console"],
  ["/docs", "docs"],
])("%s is %s", (target, area) => {
  expect(routeArea(target)).toBe(area);
});

test("addresses that nobody has become no labels of their own", () => {
  const areas = new Set(Array.from({ length: 1000 }, (_, number) => routeArea(`/${number}/${number * 7}/x`)));
  expect(areas).toEqual(new Set(["console"]));
});
