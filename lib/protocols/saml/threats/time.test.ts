import { expect, test } from "vitest";
import type { SamlRefusalCode } from "@/lib/model/refusals/saml";
import { expectRefused } from "../testing/expect-refused";
import { instant } from "../testing/mint-response";
import type { ResponseFacts } from "../testing/response-xml";
import { aResponse, now, outcome, validated } from "../testing/scene";

const withFacts = (facts: Partial<ResponseFacts>) => aResponse({ facts });
const at = (seconds: number): string => instant(now, seconds);

test.each<[string, (time: string) => Partial<ResponseFacts>, SamlRefusalCode, number, number]>([
  ["the assertion begins", (time) => ({ notBefore: time }), "assertion_not_yet_valid", 180, 181],
  ["the assertion ends", (time) => ({ notOnOrAfter: time }), "assertion_expired", -179, -180],
  [
    "the confirmation ends",
    (time) => ({ confirmationNotOnOrAfter: time }),
    "confirmation_expired",
    -179,
    -180,
  ],
  ["the person signs in", (time) => ({ authnInstant: time }), "authentication_in_the_future", 180, 181],
  ["the provider's session ends", (time) => ({ sessionNotOnOrAfter: time }), "session_ended", -179, -180],
])("when %s, the skew counts to the second", (_, facts, code, last, first) => {
  expectRefused(withFacts(facts(at(first))), code, { control: withFacts(facts(at(last))) });
  const exact = { settings: { clockSkewSeconds: 0 } };
  expectRefused(withFacts(facts(at(first > 0 ? 1 : 0))), code, {
    ...exact,
    control: withFacts(facts(at(first > 0 ? 0 : 1))),
  });
});

test("no setting makes the skew larger than 180 seconds or less than none", () => {
  const late = withFacts({ notOnOrAfter: at(-180) });
  for (const clockSkewSeconds of [181, 3600, Number.POSITIVE_INFINITY]) {
    expect(outcome(late, { settings: { clockSkewSeconds } })).toBe("assertion_expired");
  }
  const over = withFacts({ notOnOrAfter: at(0) });
  for (const clockSkewSeconds of [-3600, Number.NaN, 0]) {
    expect(outcome(over, { settings: { clockSkewSeconds } })).toBe("assertion_expired");
    expect(outcome(aResponse(), { settings: { clockSkewSeconds } })).toBe("accepted");
  }
});

test("an old response is expired, a future one not yet valid, and both name our time", () => {
  const hours = (count: number): Date => new Date(now.getTime() + count * 3_600_000);
  const expired = validated(aResponse(), { at: hours(1) });
  expect(expired).toMatchObject({ refusal: { code: "assertion_expired", check: "validity" } });
  if (expired.outcome === "refused") expect(expired.refusal.expected).toContain("2025-06-07T09:09:10.000Z");
  expect(outcome(aResponse(), { at: hours(-1) })).toBe("assertion_not_yet_valid");
});

test.each<[string, Partial<ResponseFacts>, SamlRefusalCode]>([
  ["conditions", { conditions: false }, "conditions_missing"],
  ["NotOnOrAfter of the conditions", { notOnOrAfter: null }, "conditions_bounds_missing"],
  ["any bound of the conditions", { notBefore: null, notOnOrAfter: null }, "conditions_bounds_missing"],
  ["NotOnOrAfter of the confirmation", { confirmationNotOnOrAfter: null }, "confirmation_expiry_missing"],
])("refuses an assertion without %s", (_, facts, code) => {
  expectRefused(withFacts(facts), code);
});

test("refuses a confirmation with NotBefore, even one long past", () => {
  expectRefused(withFacts({ confirmationNotBefore: at(-3000) }), "confirmation_not_before");
});

test.each([
  ["no time zone", at(200).replace("Z", "")],
  ["an offset", at(200).replace("Z", "+02:00")],
  ["an offset of a minute", at(200).replace("Z", "-00:01")],
])("refuses times with %s", (_, time) => {
  expectRefused(withFacts({ notOnOrAfter: time }), "time_malformed");
  expectRefused(withFacts({ confirmationNotOnOrAfter: time }), "time_malformed");
  expectRefused(withFacts({ sessionNotOnOrAfter: time }), "time_malformed");
  expectRefused(withFacts({ authnInstant: time }), "time_malformed");
  expectRefused(withFacts({ notBefore: time }), "time_malformed");
});

test.each([
  ["a day that does not exist", "2025-02-30T00:00:00Z"],
  ["25 o'clock", "2025-06-07T25:00:00Z"],
  ["a minute after 24 o'clock", "2025-06-07T24:01:00Z"],
  ["a date alone", "2026-06-07"],
  ["words", "tomorrow"],
  ["nothing", ""],
])("refuses %s as a time", (_, time) => {
  expectRefused(withFacts({ notOnOrAfter: time }), "schema_invalid");
});

test("reads fractions of a second", () => {
  expect(outcome(withFacts({ notOnOrAfter: at(300).replace("Z", ".123456789Z") }))).toBe("accepted");
  const exact = { settings: { clockSkewSeconds: 0 } };
  expect(outcome(withFacts({ notOnOrAfter: at(0).replace("Z", ".001Z") }), exact)).toBe("accepted");
  expect(outcome(withFacts({ notOnOrAfter: at(0).replace("Z", ".000Z") }), exact)).toBe("assertion_expired");
});

test("returns until when the assertion's ID must be remembered: the earlier end, and the skew", () => {
  const result = validated(withFacts({ notOnOrAfter: at(900), confirmationNotOnOrAfter: at(120) }));
  expect(result).toMatchObject({
    outcome: "accepted",
    assertionExpiresAt: new Date(now.getTime() + 300_000),
  });
  const facts = { notOnOrAfter: at(120), confirmationNotOnOrAfter: at(900), assertionId: "_remembered" };
  const other = validated(withFacts(facts), { settings: { clockSkewSeconds: 60 } });
  expect(other).toMatchObject({
    outcome: "accepted",
    assertionId: "_remembered",
    assertionExpiresAt: new Date(now.getTime() + 180_000),
  });
});

test("of several confirmations the last end counts, whichever of them passes now", () => {
  const bearer = /<saml:SubjectConfirmation .*?<\/saml:SubjectConfirmation>/;
  const ending = (seconds: number, request?: string) => (xml: string) => {
    const ends = xml.replace(/ NotOnOrAfter="[^"]*"/, ` NotOnOrAfter="${at(seconds)}"`);
    return request ? ends.replace(/ InResponseTo="[^"]*"/, ` InResponseTo="${request}"`) : ends;
  };
  const confirmed = (...all: ((xml: string) => string)[]) =>
    aResponse({
      facts: { notOnOrAfter: at(3600) },
      beforeSigningAssertion: (xml) => {
        const first = bearer.exec(xml)?.[0] ?? "";
        return xml.replace(first, all.map((change) => change(first)).join(""));
      },
    });
  const until = (minted: ReturnType<typeof confirmed>) => {
    const result = validated(minted);
    if (result.outcome !== "accepted") throw new Error(result.refusal.code);
    return (result.assertionExpiresAt.getTime() - now.getTime()) / 1000;
  };
  expect(until(confirmed(ending(-170)))).toBe(10);
  expect(until(confirmed(ending(-170), ending(1800)))).toBe(1980);
  expect(until(confirmed(ending(1800), ending(-170)))).toBe(1980);
  expect(until(confirmed(ending(60), ending(1800, "_another_attempt")))).toBe(1980);
  const both = confirmed(ending(-170), ending(1800));
  const late = new Date(now.getTime() + 1_979_000);
  expect([outcome(both, { at: late }), outcome(both, { at: new Date(now.getTime() + 1_980_000) })]).toEqual([
    "accepted",
    "confirmation_expired",
  ]);
});

test("once the ID may be forgotten the assertion is refused", () => {
  const minted = aResponse();
  const first = validated(minted);
  if (first.outcome !== "accepted") throw new Error(first.refusal.code);
  const before = new Date(first.assertionExpiresAt.getTime() - 1);
  expect(outcome(minted, { at: before })).toBe("accepted");
  expect(outcome(minted, { at: first.assertionExpiresAt })).toBe("assertion_expired");
});
