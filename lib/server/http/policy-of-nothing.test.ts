import { expect, test } from "vitest";
import { policyOfNothing } from "./policy-of-nothing";

test.each(["/_next/static/nothing.js", "/_next/image?url=x", "/api/sso/nothing", "/api/sso/saml/a/b"])(
  "%s, which gets headers from nothing else, has a policy",
  (path) => {
    expect(policyOfNothing(path)).toContain("default-src 'none'");
  },
);

test.each(["/", "/acme", "/api/sso/finish?ticket=a", "/api/sso/saml/conn_1/acs", "/acme/sso/okta"])(
  "%s gets none, because the proxy or the route sets it",
  (path) => {
    expect(policyOfNothing(path)).toBeNull();
  },
);
