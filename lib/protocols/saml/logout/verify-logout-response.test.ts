import { describe, expect, test } from "vitest";
import type { SamlLogoutRefusal } from "@/lib/model/refusals/saml-logout";
import { instant } from "../testing/mint-response";
import { now, strangerKey } from "../testing/scene";
import type { LogoutDelivery } from "./logout-settings";
import { byPost } from "./testing/carry-message";
import {
  byRedirect,
  logoutRequestXml,
  logoutResponseXml,
  logoutSettings,
  signed,
} from "./testing/mint-logout";
import { verifyLogoutResponse } from "./verify-logout-response";

const status = "urn:oasis:names:tc:SAML:2.0:status:";
const name = "SAMLResponse";
const answer = (changes: Parameters<typeof logoutResponseXml>[0] = {}) =>
  logoutResponseXml({ inResponseTo: "_ours", ...changes });
const verified = (delivery: LogoutDelivery) => verifyLogoutResponse(delivery, logoutSettings(), now);

function outcome(delivery: LogoutDelivery): string {
  const result = verified(delivery);
  return result.outcome === "accepted" ? result.answer.status : result.refusal.code;
}

const bothWays = (xml: string): [string, LogoutDelivery][] => [
  ["redirect", byRedirect(xml, { name })],
  ["post", byPost(signed(xml), { name })],
];

test.each(bothWays(answer()))("an answer to our request by %s says that it is done", (_, delivery) => {
  expect(verified(delivery)).toMatchObject({
    outcome: "accepted",
    answer: { inResponseTo: "_ours", status: "done", said: "Success" },
  });
});

describe("what the provider could not do is said", () => {
  const nested = (first: string, second: string) =>
    answer({ status: `${status}${first}`, secondStatus: `${status}${second}` });
  test.each([
    ["failed", answer({ status: `${status}Responder` })],
    ["failed", nested("Responder", "RequestDenied")],
    ["partial", nested("Responder", "PartialLogout")],
    ["partial", nested("Success", "PartialLogout")],
  ])("%s", (expected, xml) => {
    for (const [binding, delivery] of bothWays(xml)) expect(outcome(delivery), binding).toBe(expected);
  });
});

describe("an answer is refused", () => {
  const refusals: [string, Parameters<typeof logoutResponseXml>[0], SamlLogoutRefusal][] = [
    ["to no request", { inResponseTo: null }, "logout_response_unexpected"],
    ["from another provider", { issuer: "https://idp.other.example" }, "logout_issuer_wrong"],
    ["for another address", { destination: "https://other.example/slo" }, "logout_destination_wrong"],
    ["for no address", { destination: null }, "logout_destination_wrong"],
    ["that is old", { issueInstant: instant(now, -480) }, "logout_expired"],
  ];
  test.each(refusals)("%s", (_, facts, code) => {
    for (const [binding, delivery] of bothWays(answer(facts))) expect(outcome(delivery), binding).toBe(code);
  });

  test("that is unsigned or signed by others", () => {
    expect(outcome(byPost(answer(), { name }))).toBe("logout_not_signed");
    expect(outcome(byPost(signed(answer(), { key: strangerKey }), { name }))).toBe("logout_signature_wrong");
    expect(outcome(byRedirect(answer(), { name, key: strangerKey }))).toBe("logout_signature_wrong");
    const { query } = byRedirect(answer(), { name });
    const bare = query.replace(/&SigAlg.*/, "");
    expect(outcome({ binding: "redirect", query: bare })).toBe("logout_not_signed");
  });

  test("that is a request", () => {
    const request = logoutRequestXml();
    expect(outcome(byRedirect(request, { name }))).toBe("logout_message_unexpected");
    expect(outcome(byPost(signed(request)))).toBe("logout_message_unexpected");
  });
});
