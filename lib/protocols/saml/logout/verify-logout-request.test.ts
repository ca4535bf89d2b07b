import { deflateRawSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { SamlLogoutRefusal } from "@/lib/model/refusals/saml-logout";
import { encryptAssertion } from "../testing/encrypt-assertion";
import { instant } from "../testing/mint-response";
import { now, ourKey, providerKey, strangerKey } from "../testing/scene";
import { makeSigningKey } from "../testing/signing-key";
import type { LogoutDelivery, LogoutSettings } from "./logout-settings";
import { byPost } from "./testing/carry-message";
import { emailFormat, nameIdXml } from "./testing/logout-xml";
import {
  byRedirect,
  logoutRequestXml,
  logoutResponseXml,
  logoutSettings,
  signed,
  sloUrl,
} from "./testing/mint-logout";
import { verifyLogoutRequest } from "./verify-logout-request";

type Outcome = "accepted" | SamlLogoutRefusal;

function outcome(delivery: LogoutDelivery, settings: Partial<LogoutSettings> = {}, at: Date = now): Outcome {
  const result = verifyLogoutRequest(delivery, logoutSettings(settings), at);
  return result.outcome === "accepted" ? "accepted" : result.refusal.code;
}

function accepted(delivery: LogoutDelivery, settings: Partial<LogoutSettings> = {}) {
  const result = verifyLogoutRequest(delivery, logoutSettings(settings), now);
  if (result.outcome === "refused") throw new Error(JSON.stringify(result.refusal));
  return result.request;
}

/** The same message by both bindings, properly signed. */
const bothWays = (xml: string): [string, LogoutDelivery][] => [
  ["redirect", byRedirect(xml)],
  ["post", byPost(signed(xml))],
];

function expectRefused(attack: LogoutDelivery, code: SamlLogoutRefusal, control: LogoutDelivery): void {
  expect(outcome(control), "the control beside it").toBe("accepted");
  expect(outcome(attack)).toBe(code);
}

const good = logoutRequestXml();
const encryptedId = (xml: string, certificatePem = ourKey.certificatePem) =>
  encryptAssertion(xml, { certificatePem }).replaceAll("EncryptedAssertion", "EncryptedID");

describe("a signed request", () => {
  test.each(bothWays(logoutRequestXml({ id: "_one", sessionIndexes: ["a", "b", "a"] })))(
    "by %s says whose sessions end",
    (_, delivery) => {
      expect(accepted(delivery)).toEqual({
        id: "_one",
        nameId: {
          value: "ann@customer.example",
          format: emailFormat,
          nameQualifier: null,
          spNameQualifier: null,
        },
        sessionIndexes: ["a", "b"],
        relayState: null,
        expiresAt: new Date(now.getTime() + (300 + 180) * 1000),
      });
    },
  );

  test("without SessionIndex and NotOnOrAfter names every session, and is kept for minutes all the same", () => {
    const request = accepted(byRedirect(logoutRequestXml({ sessionIndexes: [], notOnOrAfter: null })));
    expect(request.sessionIndexes).toEqual([]);
    expect(request.expiresAt).toEqual(new Date(now.getTime() + (300 + 180) * 1000));
  });

  test("keeps its RelayState whatever characters it has, and every qualifier of the name", () => {
    const relayState = "a b+c/d=e&f'g(ü)%20";
    const naming = nameIdXml("x", ` NameQualifier="n" SPNameQualifier="s" Format="f"`);
    const xml = logoutRequestXml({ naming });
    for (const delivery of [byRedirect(xml, { relayState }), byPost(signed(xml), { relayState })])
      expect(accepted(delivery)).toMatchObject({
        relayState,
        nameId: { value: "x", format: "f", nameQualifier: "n", spNameQualifier: "s" },
      });
  });

  test.each(["rsa-sha256", "rsa-sha384", "rsa-sha512"] as const)("may be signed by %s", (method) => {
    expect(outcome(byRedirect(good, { method }))).toBe("accepted");
    expect(outcome(byPost(signed(good, { method })))).toBe("accepted");
  });

  test("may be signed by an elliptic curve", () => {
    const key = makeSigningKey({ curve: "P-256" });
    const settings = { certificates: [key.certificatePem] };
    expect(outcome(byRedirect(good, { key, method: "ecdsa-sha256" }), settings)).toBe("accepted");
    expect(outcome(byPost(signed(good, { key })), settings)).toBe("accepted");
  });

  test("is verified over the octets that were sent, in whatever order and encoding", () => {
    const { query } = byRedirect(good, { relayState: "x y" });
    const shuffled = query.split("&").toReversed().join("&");
    expect(outcome({ binding: "redirect", query: `unknown=1&${shuffled}` })).toBe("accepted");
    // An apostrophe is sent as it is, and the URL Standard escapes it.
    const apostrophe = byRedirect(good, { relayState: "it's" });
    const parsed = new URL(`https://gatehouse.example/slo?${apostrophe.query}`).search.slice(1);
    expect(parsed).toContain("it%27s");
    expect(outcome({ binding: "redirect", query: parsed })).toBe("accepted");
    // The same value in another encoding is not what was signed.
    const again = query.replace("RelayState=x%20y", "RelayState=x+y");
    expect(outcome({ binding: "redirect", query: again })).toBe("logout_signature_wrong");
  });

  test("may encrypt the name for us", () => {
    const naming = encryptedId(nameIdXml("ann@customer.example"));
    for (const [, delivery] of bothWays(logoutRequestXml({ naming })))
      expect(accepted(delivery).nameId).toMatchObject({ value: "ann@customer.example", format: emailFormat });
  });
});

describe("a signature", () => {
  test("must be there", () => {
    const { query } = byRedirect(good);
    const bare = query.replace(/&SigAlg.*/, "");
    const noValue = query.replace(/&Signature=.*/, "&Signature=");
    const noAlgorithm = query.replace(/&SigAlg=[^&]*/, "");
    for (const unsigned of [bare, noValue, noAlgorithm])
      expectRefused({ binding: "redirect", query: unsigned }, "logout_not_signed", byRedirect(good));
    expectRefused(byPost(good), "logout_not_signed", byPost(signed(good)));
  });

  test("must be the provider's, whatever certificate it brings", () => {
    expectRefused(byRedirect(good, { key: strangerKey }), "logout_signature_wrong", byRedirect(good));
    for (const keyInfo of [strangerKey.certificatePem, providerKey.certificatePem, null])
      expectRefused(
        byPost(signed(good, { key: strangerKey, keyInfo })),
        "logout_signature_wrong",
        byPost(signed(good)),
      );
  });

  test("must cover what came", () => {
    const { query } = byRedirect(good, { relayState: "mine" });
    const other = encodeURIComponent(deflateRawSync(Buffer.from(logoutRequestXml())).toString("base64"));
    const attacks = [
      query.replace(/SAMLRequest=[^&]*/, `SAMLRequest=${other}`),
      query.replace("RelayState=mine", "RelayState=yours"),
      query.replace("&RelayState=mine", ""),
      query.replace("rsa-sha256", "rsa-sha512"),
    ];
    for (const attack of attacks)
      expectRefused(
        { binding: "redirect", query: attack },
        "logout_signature_wrong",
        byRedirect(good, { relayState: "mine" }),
      );
    const changed = signed(good).replace("ann@customer.example", "bob@customer.example");
    expectRefused(byPost(changed), "logout_signature_wrong", byPost(signed(good)));
  });

  test.each(["rsa-sha1", "hmac-sha256", "rsa-md5"] as const)("by %s is refused", (method) => {
    expectRefused(byRedirect(good, { method }), "logout_algorithm_not_allowed", byRedirect(good));
    expectRefused(byPost(signed(good, { method })), "logout_algorithm_not_allowed", byPost(signed(good)));
  });

  test.each(["none", "", "http://www.w3.org/2001/04/xmldsig-more#RSA-SHA256", "rsa-sha256"])(
    "by an algorithm called “%s” is refused",
    (name) => {
      const { query } = byRedirect(good);
      const attack = query.replace(/SigAlg=[^&]*/, `SigAlg=${encodeURIComponent(name)}`);
      const code = name === "" ? "logout_not_signed" : "logout_algorithm_not_allowed";
      expectRefused({ binding: "redirect", query: attack }, code, byRedirect(good));
    },
  );

  test("by SHA-1 digests is refused", () => {
    expectRefused(
      byPost(signed(good, { digest: "sha1" })),
      "logout_algorithm_not_allowed",
      byPost(signed(good)),
    );
  });

  test("by a key that is too short, or without a certificate to compare with, is refused", () => {
    const key = makeSigningKey({ rsa: 1024 });
    const settings = { certificates: [key.certificatePem] };
    expect(outcome(byRedirect(good, { key }), settings)).toBe("logout_certificate_unusable");
    expect(outcome(byRedirect(good), { certificates: [] })).toBe("logout_certificate_unusable");
    const ended = { certificates: [], endedCertificates: [providerKey.certificatePem] };
    expect(outcome(byRedirect(good), ended)).toBe("logout_certificate_unusable");
  });

  test("in the document does nothing for a redirect, and none of the query for a form", () => {
    const { query } = byRedirect(signed(good));
    expectRefused({ binding: "redirect", query }, "logout_signature_malformed", byRedirect(good));
    const unsigned = query.replace(/&SigAlg.*/, "");
    expect(outcome({ binding: "redirect", query: unsigned })).toBe("logout_not_signed");
    const fields = new URLSearchParams(byRedirect(good).query);
    fields.set("SAMLRequest", Buffer.from(good).toString("base64"));
    expect(outcome({ binding: "post", fields })).toBe("logout_not_signed");
  });
});

describe("a wrapped signature", () => {
  const whole = signed(good);
  const signature = /<ds:Signature.*<\/ds:Signature>/s.exec(whole)?.[0] ?? "";
  const evil = logoutRequestXml({ naming: nameIdXml("root@customer.example") });
  const into = (xml: string, part: string) => xml.replace("</saml:Issuer>", () => `</saml:Issuer>${part}`);
  const attacks: Record<string, string> = {
    "with the signed request in Extensions": into(evil, `<samlp:Extensions>${whole}</samlp:Extensions>`),
    "with the signature moved to a forged request": into(evil, signature),
    "with the signed request in an Object of the signature": into(
      evil,
      signature.replace("</ds:Signature>", () => `<ds:Object>${good}</ds:Object></ds:Signature>`),
    ),
    "with two signatures": into(whole, signature),
    "with the signature of another element": into(evil, `<samlp:Extensions>${signature}</samlp:Extensions>`),
    "with a forged request around it that has the same ID": into(
      evil.replace(/ ID="[^"]*"/, / ID="[^"]*"/.exec(whole)?.[0] ?? ""),
      `<samlp:Extensions>${whole}</samlp:Extensions>`,
    ),
  };
  test.each(Object.entries(attacks))("%s is refused", (_, xml) => {
    expect(outcome(byPost(whole)), "the control beside it").toBe("accepted");
    expect(["logout_signature_malformed", "logout_message_unreadable", "logout_signature_wrong"]).toContain(
      outcome(byPost(xml)),
    );
  });
});

describe("who sends it, where and when", () => {
  const refusals: [string, Parameters<typeof logoutRequestXml>[0], SamlLogoutRefusal][] = [
    ["another issuer", { issuer: "https://idp.other.example" }, "logout_issuer_wrong"],
    ["no issuer", { issuer: null }, "logout_issuer_wrong"],
    ["no destination", { destination: null }, "logout_destination_wrong"],
    [
      "another connection's address",
      { destination: sloUrl.replace("conn_one", "conn_two") },
      "logout_destination_wrong",
    ],
    ["the address with a slash", { destination: `${sloUrl}/` }, "logout_destination_wrong"],
    ["another version", { version: "1.1" }, "logout_message_unreadable"],
    ["a time of the future", { issueInstant: instant(now, 181) }, "logout_in_the_future"],
    ["an old time", { issueInstant: instant(now, -480) }, "logout_expired"],
    ["an end that is past", { notOnOrAfter: instant(now, -180) }, "logout_expired"],
    ["a time without a zone", { issueInstant: "2025-06-07T08:09:10" }, "logout_time_malformed"],
    ["an end without a zone", { notOnOrAfter: "2025-06-07T08:09:10" }, "logout_time_malformed"],
  ];
  test.each(refusals)("%s is refused", (_, facts, code) => {
    for (const [binding, delivery] of bothWays(logoutRequestXml(facts)))
      expect(outcome(delivery), binding).toBe(code);
  });

  const tolerated: [string, Parameters<typeof logoutRequestXml>[0]][] = [
    ["a time at the limit of the clocks", { issueInstant: instant(now, 180) }],
    ["a time just young enough", { issueInstant: instant(now, -479) }],
    ["an end that is past by less than the clocks may differ", { notOnOrAfter: instant(now, -179) }],
  ];
  test.each(tolerated)("%s is accepted", (_, facts) => {
    for (const [binding, delivery] of bothWays(logoutRequestXml(facts)))
      expect(outcome(delivery), binding).toBe("accepted");
  });

  test("a request is refused from the moment on at which its ID is forgotten", () => {
    const { expiresAt } = accepted(byRedirect(good));
    expect(outcome(byRedirect(good), {}, new Date(expiresAt.getTime() - 1000))).toBe("accepted");
    expect(outcome(byRedirect(good), {}, expiresAt)).toBe("logout_expired");
  });
});

describe("a refused request", () => {
  const answerable = (delivery: LogoutDelivery) => {
    const result = verifyLogoutRequest(delivery, logoutSettings(), now);
    return result.outcome === "refused" ? result.answerable : "accepted";
  };

  test("is answered if it is proven to be the provider's, to us and now, and only then", () => {
    const facts = { id: "_one", naming: nameIdXml(" ") };
    expect(answerable(byRedirect(logoutRequestXml(facts), { relayState: "r" }))).toEqual({
      id: "_one",
      relayState: "r",
    });
    expect(answerable(byRedirect(logoutRequestXml(facts), { key: strangerKey }))).toBeNull();
    expect(answerable(byPost(logoutRequestXml(facts)))).toBeNull();
    for (const wrong of [
      { issuer: "https://x.example" },
      { destination: null },
      { issueInstant: instant(now, -900) },
    ])
      expect(answerable(byRedirect(logoutRequestXml({ ...facts, ...wrong })))).toBeNull();
  });
});

describe("whom it names", () => {
  const refusals: [string, string, SamlLogoutRefusal][] = [
    ["nobody", nameIdXml(" "), "logout_subject_unsupported"],
    [
      "a BaseID",
      `<saml:BaseID xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="samlp:ExtensionsType"/>`,
      "logout_message_unreadable",
    ],
    ["two people", nameIdXml("a") + nameIdXml("b"), "logout_message_unreadable"],
    ["nothing", "", "logout_message_unreadable"],
    [
      "somebody encrypted for others",
      encryptedId(nameIdXml("a"), strangerKey.certificatePem),
      "logout_subject_not_decrypted",
    ],
    [
      "something else encrypted for us",
      encryptedId("<saml:Assertion xmlns:saml='urn:oasis:names:tc:SAML:2.0:assertion'/>"),
      "logout_subject_not_decrypted",
    ],
    ["an entity bomb encrypted for us", encryptedId("<!DOCTYPE a []><a/>"), "logout_subject_not_decrypted"],
  ];
  test.each(refusals)("%s is refused", (_, naming, code) => {
    expect(outcome(byRedirect(logoutRequestXml())), "the control beside it").toBe("accepted");
    for (const [binding, delivery] of bothWays(logoutRequestXml({ naming })))
      expect(outcome(delivery), binding).toBe(code);
  });

  test("an empty SessionIndex does not pass for none", () => {
    expectRefused(
      byRedirect(logoutRequestXml({ sessionIndexes: [""] })),
      "logout_message_unreadable",
      byRedirect(logoutRequestXml({ sessionIndexes: [] })),
    );
  });

  test("more sessions than anybody has are refused", () => {
    const sessions = (count: number) => Array.from({ length: count }, (_, index) => `s${index}`);
    expectRefused(
      byRedirect(logoutRequestXml({ sessionIndexes: sessions(201) })),
      "logout_message_unreadable",
      byRedirect(logoutRequestXml({ sessionIndexes: sessions(200) })),
    );
  });
});

describe("what came", () => {
  const { query } = byRedirect(good, { relayState: "r" });
  test.each(["SAMLRequest", "RelayState", "SigAlg", "Signature"])("with two %s is refused", (name) => {
    for (const twice of [`${query}&${name}=x`, `${name}=x&${query}`, `${query}&${escaped(name)}=x`])
      expectRefused({ binding: "redirect", query: twice }, "logout_parameter_repeated", {
        binding: "redirect",
        query,
      });
  });

  test.each(["SAMLRequest", "RelayState"])("as a form with two %s is refused", (name) => {
    const form = byPost(signed(good), { relayState: "r" });
    expect(outcome(form), "the control beside it").toBe("accepted");
    form.fields.append(name, "x");
    expect(outcome(form)).toBe("logout_parameter_repeated");
  });

  test("a request and a response at once are refused", () => {
    const attack = { binding: "redirect" as const, query: `${query}&SAMLResponse=x` };
    expectRefused(attack, "logout_parameter_repeated", byRedirect(good));
  });

  test("another message is refused", () => {
    const response = logoutResponseXml({ inResponseTo: "_x" });
    expectRefused(byRedirect(response), "logout_message_unexpected", byRedirect(good));
    expectRefused(byPost(signed(response)), "logout_message_unexpected", byRedirect(good));
    expectRefused(byRedirect(good, { name: "SAMLResponse" }), "logout_message_unexpected", byRedirect(good));
  });

  test("nothing, or something that cannot be decoded, is refused", () => {
    const attacks: [string, SamlLogoutRefusal][] = [
      ["", "logout_message_missing"],
      ["SAMLRequest=", "logout_message_missing"],
      ["RelayState=x", "logout_message_missing"],
      ["SAMLRequest=%E0%A4%A", "logout_message_unreadable"],
      [`${query}&SAMLEncoding=gzip`, "logout_message_unreadable"],
    ];
    for (const [text, code] of attacks)
      expectRefused({ binding: "redirect", query: text }, code, byRedirect(good));
    expect(outcome({ binding: "post", fields: new URLSearchParams("SAMLRequest=~~") })).toBe(
      "logout_message_unreadable",
    );
  });

  test("markup that nobody needs is refused", () => {
    const attacks = [
      good.replace("<samlp:LogoutRequest", "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>$&"),
      good.replace("ann@", "ann@<!-- -->"),
      good.replace("ann@", "<![CDATA[ann@]]>"),
      good.replace("</samlp:LogoutRequest>", "<samlp:Nothing/>$&"),
      "<samlp:LogoutRequest",
    ];
    for (const attack of attacks)
      expectRefused(byRedirect(attack), "logout_message_unreadable", byRedirect(good));
  });

  test("a bomb is not inflated, signed or not", () => {
    const bomb = deflateRawSync(Buffer.alloc(50_000_000, 0x20));
    expectRefused(
      byRedirect("", { compressed: bomb, key: strangerKey }),
      "logout_signature_wrong",
      byRedirect(good),
    );
    expect(outcome(byRedirect("", { compressed: bomb }))).toBe("logout_message_too_large");
    expect(outcome(byRedirect("", { compressed: Buffer.from("not compressed") }))).toBe(
      "logout_message_unreadable",
    );
    expect(outcome(byPost(signed(good) + " ".repeat(64 * 1024)))).toBe("logout_message_too_large");
  });

  test("with a long RelayState is refused", () => {
    expectRefused(
      byRedirect(good, { relayState: "x".repeat(1_001) }),
      "logout_message_too_large",
      byRedirect(good, { relayState: "x".repeat(1_000) }),
    );
  });
});

/** A name with its first character escaped. */
const escaped = (name: string): string => `%${name.charCodeAt(0).toString(16)}${name.slice(1)}`;
