import { expect, test } from "vitest";
import { oidcExplanations } from "@/lib/model/explanations/oidc";
import { oidcRefusals } from "@/lib/model/refusals/oidc";
import { OutboundError, outboundErrorCodes } from "@/lib/ports/safe-fetch";
import { refuseCall } from "./provider-calls";
import { OidcChecks } from "./step";

test.each(outboundErrorCodes)(
  "a call that ends as %s is refused with a code of its own, at its step",
  (code) => {
    const checks = new OidcChecks();
    const { refusal } = refuseCall(
      checks,
      "signing_keys",
      new OutboundError(code, "id.example", "what happened"),
    );
    expect(oidcRefusals).toContain(refusal.code);
    expect(refusal).toMatchObject({ check: "signing_keys", received: "what happened" });
    expect(checks.checks).toEqual([
      { name: "signing_keys", passed: false, received: "what happened", expected: null },
    ]);
  },
);

test.each(oidcRefusals)("%s is explained to the person and to the administrator", (code) => {
  const { forPerson, cause, fix } = oidcExplanations[code];
  for (const sentence of [forPerson, cause, fix]) expect(sentence).toMatch(/^[A-Z“].*[.)]$/s);
  // The person need not understand the protocol.
  expect(forPerson).not.toMatch(/token|claim|OAuth|OpenID|iss\b|nonce|JSON|redirect/i);
});
