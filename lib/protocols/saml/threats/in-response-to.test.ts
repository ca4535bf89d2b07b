import { expect, test } from "vitest";
import { expectRefused } from "../testing/expect-refused";
import { replaced } from "../testing/pieces";
import { aResponse, outcome, requestId, validated } from "../testing/scene";

const eitherFlow = { settings: { loginFlow: "both" as const } };
const unsolicited = { ...eitherFlow, attempt: null };
const assertionOnly = { settings: { signed: "assertion" as const } };

test("an answer to our request carries the request's ID", () => {
  expect(validated(aResponse())).toMatchObject({ outcome: "accepted", inResponseTo: requestId });
  expect(outcome(aResponse(), { settings: { loginFlow: "idp" } })).toBe("accepted");
  expect(outcome(aResponse(), eitherFlow)).toBe("accepted");
});

test("refuses an answer that does not name the request in its confirmation", () => {
  expectRefused(aResponse({ facts: { confirmationInResponseTo: null } }), "in_response_to_missing");
  expectRefused(aResponse({ requestId: null }), "in_response_to_missing");
  expectRefused(aResponse({ requestId: null }), "in_response_to_missing", eitherFlow);
});

test("refuses an answer to another request: another browser's, or one already used", () => {
  expectRefused(aResponse({ requestId: "_other" }), "in_response_to_wrong");
  expectRefused(aResponse({ facts: { inResponseTo: "_other" } }), "in_response_to_wrong");
  expectRefused(aResponse({ facts: { confirmationInResponseTo: "_other" } }), "in_response_to_wrong");
  expectRefused(aResponse({ requestId: requestId.toUpperCase() }), "in_response_to_wrong");
});

test("trusts the signed confirmation, not the unsigned response around it", () => {
  const control = aResponse({ sign: "assertion" });
  const stolen = aResponse({ sign: "assertion", requestId: "_other" });
  const relabelled = replaced(stolen.xml, 'InResponseTo="_other"', `InResponseTo="${requestId}"`);
  expectRefused({ xml: relabelled }, "in_response_to_wrong", { ...assertionOnly, control });
});

test("refuses an unsolicited response if sign-ins start here only", () => {
  const control = aResponse({ requestId: null });
  expect(outcome(control, unsolicited)).toBe("accepted");
  expect(outcome(control, { settings: { loginFlow: "idp" }, attempt: null })).toBe("accepted");
  expect(outcome(control, { attempt: null })).toBe("unsolicited_not_allowed");
  expect(validated(control, unsolicited)).toMatchObject({ inResponseTo: null });
});

test("refuses an unsolicited response that answers a request after all", () => {
  const control = aResponse({ requestId: null });
  expectRefused(aResponse(), "in_response_to_unknown", { ...unsolicited, control });
  expectRefused(aResponse({ facts: { inResponseTo: null } }), "in_response_to_unknown", {
    ...unsolicited,
    control,
  });
  const inResponse = aResponse({ facts: { confirmationInResponseTo: null } });
  expectRefused(inResponse, "in_response_to_unknown", { ...unsolicited, control });
  expectRefused(aResponse({ facts: { inResponseTo: "" } }), "schema_invalid", { ...unsolicited, control });
});

test("refuses a stolen answer that is stripped to look unsolicited", () => {
  const stolen = aResponse({ sign: "assertion" });
  const stripped = replaced(stolen.xml, ` InResponseTo="${requestId}"`, "");
  const control = aResponse({ sign: "assertion", requestId: null });
  const scene = {
    settings: { signed: "assertion" as const, loginFlow: "both" as const },
    attempt: null,
    control,
  };
  expectRefused({ xml: stripped }, "in_response_to_unknown", scene);
});

test("refuses a confirmation that is not a bearer's", () => {
  for (const method of ["holder-of-key", "sender-vouches", "Bearer", ""]) {
    const confirmationMethod = method && `urn:oasis:names:tc:SAML:2.0:cm:${method}`;
    expectRefused(aResponse({ facts: { confirmationMethod } }), "bearer_confirmation_missing");
  }
});

test("of several confirmations one bearer confirmation must be right in everything", () => {
  const bearer = /<saml:SubjectConfirmation .*?<\/saml:SubjectConfirmation>/;
  const second = (change: (xml: string) => string) => (xml: string) => {
    const first = bearer.exec(xml)?.[0] ?? "";
    return replaced(xml, first, change(first) + first);
  };
  const other = aResponse({ beforeSigningAssertion: second((xml) => xml.replace(/ Recipient="[^"]*"/, "")) });
  expect(outcome(other)).toBe("accepted");
  const halves = aResponse({
    beforeSigningAssertion: (xml) => {
      const first = bearer.exec(xml)?.[0] ?? "";
      const wrongRecipient = first.replace(/ Recipient="[^"]*"/, ' Recipient="https://other.example/acs"');
      const wrongRequest = first.replace(/ InResponseTo="[^"]*"/, ' InResponseTo="_other"');
      return replaced(xml, first, wrongRequest + wrongRecipient);
    },
  });
  expectRefused(halves, "in_response_to_wrong");
  const none = aResponse({ beforeSigningAssertion: (xml) => xml.replace(bearer, "") });
  expectRefused(none, "bearer_confirmation_missing");
});
