import { describe, expect, test } from "vitest";
import type { MembershipOrigin } from "@/lib/model/people/person";
import type { Check } from "@/lib/model/refusals/validation-result";
import {
  aMembership,
  anIdentity,
  anOidcIdentity,
  aPerson,
  facts,
  factsOfMember,
  settings,
} from "@/lib/model/testing/admission-builders";
import { admit } from "./admission";
import type { AdmissionFacts } from "./admission-facts";

const refused = (code: string, check: string) => ({ outcome: "refuse", refusal: { code, check } });

test("a new person of a verified domain becomes a Reader at once", () => {
  expect(admit(facts())).toEqual({
    outcome: "admit",
    role: "reader",
    roleSource: "mapping",
    teams: [],
    keepsTeams: false,
    isNew: true,
    winningRule: null,
  });
});

describe("1. option, connection and plan", () => {
  test.each(["draft", "disabled"] as const)("a %s option admits nobody", (status) => {
    expect(admit(facts({ option: { status } }))).toMatchObject({
      ...refused("option_inactive", "sign_in_option"),
      refusal: { received: status, expected: "active" },
    });
  });

  test("a connection without a live configuration admits nobody", () => {
    expect(admit(facts({ connectionIsLive: false }))).toMatchObject(
      refused("connection_inactive", "sign_in_option"),
    );
  });

  test("a space without the SSO option admits nobody, not even its members", () => {
    const space = { ssoSubscribed: false, kind: "standard", seats: {} } as const;
    expect(admit(facts({ space }))).toMatchObject(refused("space_not_subscribed", "sign_in_option"));
    expect(admit(factsOfMember({ role: "admin" }, { space }))).toMatchObject(
      refused("space_not_subscribed", "sign_in_option"),
    );
  });
});

describe("3. the domain of the address", () => {
  const ofElsewhere = {
    domainIsOurs: false,
    person: aPerson({ email: "ann@other.example", domain: "other.example" }),
  };

  test("nobody new is admitted from a domain that is not verified", () => {
    expect(admit(facts(ofElsewhere))).toMatchObject({
      ...refused("domain_not_verified", "email_domain"),
      refusal: { received: "other.example" },
    });
  });

  test.each<MembershipOrigin>(["manual", "csv", "linked", "command_line"])(
    "a member whom an administrator named (%s) is",
    (origin) => {
      const known = { userByEmail: { id: "user_ann" }, membership: aMembership({ origin }) };
      expect(admit(facts({ ...ofElsewhere, ...known }))).toMatchObject({ outcome: "admit", isNew: false });
    },
  );

  test("a member whom only the provider has brought is not, once the domain is lost", () => {
    expect(admit(factsOfMember({ origin: "sso" }, ofElsewhere))).toMatchObject(
      refused("domain_not_verified", "email_domain"),
    );
    expect(admit(factsOfMember({ origin: "sso" }))).toMatchObject({ outcome: "admit" });
  });

  test("a user of another space is new here", () => {
    expect(admit(facts({ ...ofElsewhere, userByEmail: { id: "user_ann" } }))).toMatchObject(
      refused("domain_not_verified", "email_domain"),
    );
  });
});

describe("3. an OpenID provider's email_verified", () => {
  const named = { userByEmail: { id: "user_ann" }, membership: aMembership({ origin: "manual" }) };
  const says = (emailVerified: boolean | null) => ({ identity: anOidcIdentity({ emailVerified }) });

  test("false refuses, whatever the domain", () => {
    expect(admit(facts(says(false)))).toMatchObject(refused("email_not_verified", "email_verified"));
    expect(admit(facts({ ...says(false), ...named, domainIsOurs: false }))).toMatchObject(
      refused("email_not_verified", "email_verified"),
    );
  });

  test("absent suffices with a verified domain only", () => {
    expect(admit(facts(says(null)))).toMatchObject({ outcome: "admit" });
    expect(admit(facts({ ...says(null), ...named, domainIsOurs: false }))).toMatchObject({
      ...refused("email_not_verified", "email_verified"),
      refusal: { received: null },
    });
  });

  test("true admits a person whom an administrator named", () => {
    expect(admit(facts({ ...says(true), ...named, domainIsOurs: false }))).toMatchObject({
      outcome: "admit",
    });
  });

  test("applies to the claim email only: another claim is neither vouched for nor spoilt by it", () => {
    const mapped = { person: aPerson({ emailClaim: "preferred_username" }) };
    expect(admit(facts({ ...says(true), ...named, ...mapped, domainIsOurs: false }))).toMatchObject({
      ...refused("email_not_verified", "email_verified"),
      refusal: { received: "nothing of the claim preferred_username" },
    });
    expect(admit(facts({ ...says(false), ...mapped }))).toMatchObject({ outcome: "admit" });
    expect(admit(facts({ ...says(false), person: aPerson({ emailClaim: "Email" }) }))).toMatchObject({
      outcome: "admit",
    });
    expect(admit(facts(says(false)))).toMatchObject(refused("email_not_verified", "email_verified"));
  });

  test("the same applies to an OAuth 2 tool", () => {
    const tool = (emailVerified: boolean | null) => ({
      identity: anOidcIdentity({ protocol: "oauth2", emailVerified }),
    });
    expect(admit(facts(tool(false)))).toMatchObject(refused("email_not_verified", "email_verified"));
    expect(admit(facts({ ...tool(null), ...named, domainIsOurs: false }))).toMatchObject(
      refused("email_not_verified", "email_verified"),
    );
    expect(admit(facts(tool(null)))).toMatchObject({ outcome: "admit" });
  });

  test("SAML has no such claim and needs none", () => {
    expect(admit(facts({ ...named, domainIsOurs: false, identity: anIdentity() }))).toMatchObject({
      outcome: "admit",
    });
  });
});

describe("4. who it is", () => {
  const known = { userByEmail: { id: "user_ann" }, membership: aMembership({ origin: "manual" }) };
  const before = { issuer: "https://idp.acme.example", subject: "ann-before", relinkAllowed: false };

  test("a linked subject suffices, whatever else is linked", () => {
    expect(admit(factsOfMember({}, { linkOfUser: before }))).toMatchObject({ outcome: "admit" });
  });

  test("a new address that somebody else has is refused; a free one is accepted", () => {
    const addressChange = { from: "ann.a@acme.example", to: "ann@acme.example", taken: true };
    expect(admit(factsOfMember({}, { addressChange }))).toMatchObject({
      ...refused("address_taken", "identity_link"),
      refusal: { received: "ann@acme.example" },
    });
    expect(admit(factsOfMember({}, { addressChange: { ...addressChange, taken: false } }))).toMatchObject({
      outcome: "admit",
    });
  });

  test("an existing person is found by address and linked at the first sign-in started here", () => {
    expect(admit(facts(known))).toMatchObject({ outcome: "admit", isNew: false });
    expect(admit(facts({ ...known, domainIsOurs: false }))).toMatchObject({ outcome: "admit" });
  });

  test("a changed subject for an existing address is refused and shows both", () => {
    expect(admit(facts({ ...known, linkOfUser: before }))).toMatchObject({
      ...refused("subject_changed", "identity_link"),
      refusal: { received: "ann@acme.example", expected: "ann-before" },
    });
  });

  test("the same subject of another issuer is a changed one, and the issuers distinguish them", () => {
    const linkOfUser = { ...before, subject: "ann@acme.example", issuer: "https://old.acme.example" };
    expect(admit(facts({ ...known, linkOfUser }))).toMatchObject({
      ...refused("subject_changed", "identity_link"),
      refusal: {
        received: "ann@acme.example of https://idp.acme.example",
        expected: "ann@acme.example of https://old.acme.example",
      },
    });
  });

  test("until an administrator allows the person to be relinked", () => {
    expect(admit(facts({ ...known, linkOfUser: { ...before, relinkAllowed: true } }))).toMatchObject({
      outcome: "admit",
    });
  });

  test("if started at the provider, no existing person is linked for the first time without a verified domain", () => {
    const atProvider = { ...known, startedAtProvider: true };
    expect(admit(facts({ ...atProvider, domainIsOurs: false }))).toMatchObject(
      refused("not_linked_yet", "identity_link"),
    );
    expect(admit(facts({ ...atProvider, domainIsOurs: true }))).toMatchObject({ outcome: "admit" });
    expect(
      admit(factsOfMember({ origin: "manual" }, { startedAtProvider: true, domainIsOurs: false })),
    ).toMatchObject({ outcome: "admit" });
  });
});

describe("5. and 6. membership and provisioning", () => {
  test("a deactivated person stays out, however they were found", () => {
    expect(admit(factsOfMember({ status: "deactivated" }))).toMatchObject(
      refused("deactivated", "membership"),
    );
    const byAddress = { userByEmail: { id: "user_ann" }, membership: aMembership({ status: "deactivated" }) };
    expect(admit(facts(byAddress))).toMatchObject(refused("deactivated", "membership"));
  });

  test("a person with chosen connections is admitted by no other", () => {
    expect(admit(factsOfMember({}, { connectionAllowed: false }))).toMatchObject(
      refused("connector_not_allowed", "connector"),
    );
    expect(admit(factsOfMember({}, { connectionAllowed: true }))).toMatchObject({ outcome: "admit" });
  });

  test("without provisioning nobody new is admitted, but members are", () => {
    const option = { settings: settings({ provisioning: false }) };
    expect(admit(facts({ option }))).toMatchObject(refused("not_provisioned", "provisioning"));
    expect(admit(factsOfMember({}, { option }))).toMatchObject({ outcome: "admit" });
  });

  const manual = { settings: settings({ validation: "manual", defaultTeams: ["team_all"] }) };
  const partner = { ssoSubscribed: true, kind: "partner", seats: {} } as const;

  test.each([
    ["manual validation", { option: manual }],
    ["a partner space, whatever its validation", { space: partner }],
  ])("with %s a new person waits, with the role that the rules gave", (_what, change) => {
    expect(admit(facts(change))).toMatchObject({ outcome: "pending", role: "reader", isNew: true });
  });

  test("a waiting person keeps waiting, even if validation has become automatic", () => {
    expect(admit(factsOfMember({ status: "pending", licence: null }))).toMatchObject({
      outcome: "pending",
      isNew: false,
    });
  });

  test("an approved person is admitted, even if everybody new must wait", () => {
    expect(admit(factsOfMember({}, { option: manual, space: partner }))).toMatchObject({ outcome: "admit" });
  });

  test("a waiting person takes no licence, so none needs to be free", () => {
    const space = { ...partner, seats: { reader: 0 } };
    expect(admit(facts({ space }))).toMatchObject({ outcome: "pending" });
  });
});

describe("8. licences", () => {
  const withSeats = (reader: number, inUse: number): Partial<AdmissionFacts> => ({
    space: { ssoSubscribed: true, kind: "standard", seats: { reader } },
    seatsInUse: { reader: inUse, editor: 50, admin: 50 },
  });

  test("the last free one is given, and none beyond", () => {
    expect(admit(facts(withSeats(5, 4)))).toMatchObject({ outcome: "admit" });
    expect(admit(facts(withSeats(5, 5)))).toMatchObject({
      ...refused("no_licence", "licence"),
      refusal: { received: "5 of 5 in use", expected: "a free reader licence" },
    });
    expect(admit(facts(withSeats(3, 5)))).toMatchObject(refused("no_licence", "licence"));
  });

  test("a role without a cap always has room", () => {
    const option = { settings: settings({ defaultRole: "editor" }) };
    expect(admit(facts({ ...withSeats(0, 0), option }))).toMatchObject({ outcome: "admit", role: "editor" });
  });

  test("a person who has one needs no other, even if there are fewer than are in use", () => {
    expect(admit(factsOfMember({}, withSeats(1, 5)))).toMatchObject({ outcome: "admit" });
  });

  test("a person who changes role needs one of the new role", () => {
    const membership = { role: "editor", licence: "editor" } as const;
    const rules = settings({
      rules: [{ attribute: "groups", operator: "equals", value: "x", role: "reader", teams: [] }],
    });
    const identity = anIdentity({ attributes: { groups: ["x"] } });
    const change = { ...withSeats(5, 5), option: { settings: rules }, identity };
    expect(admit(factsOfMember(membership, change))).toMatchObject(refused("no_licence", "licence"));
  });
});

describe("the order of the rules", () => {
  /** Everything is wrong at once; each step fixes what the one before it refused. */
  const steps: [string, (now: AdmissionFacts) => AdmissionFacts][] = [
    ["option_inactive", (now) => ({ ...now, option: { ...now.option, status: "active" } })],
    ["connection_inactive", (now) => ({ ...now, connectionIsLive: true })],
    ["space_not_subscribed", (now) => ({ ...now, space: { ...now.space, ssoSubscribed: true } })],
    [
      "domain_not_verified",
      (now) => ({ ...now, membership: aMembership({ origin: "manual", status: "deactivated" }) }),
    ],
    ["email_not_verified", (now) => ({ ...now, identity: anOidcIdentity({ emailVerified: true }) })],
    ["subject_changed", (now) => ({ ...now, linkOfUser: null })],
    ["not_linked_yet", (now) => ({ ...now, domainIsOurs: true })],
    ["deactivated", (now) => ({ ...now, membership: aMembership({ isItAdministrator: true }) })],
    ["it_administrator_uses_password", (now) => ({ ...now, membership: null })],
    ["connector_not_allowed", (now) => ({ ...now, connectionAllowed: true })],
    [
      "not_provisioned",
      (now) => ({
        ...now,
        option: { ...now.option, settings: { ...now.option.settings, provisioning: true } },
      }),
    ],
    [
      "role_missing",
      (now) => ({
        ...now,
        option: { ...now.option, settings: { ...now.option.settings, rules: [], defaultRole: "editor" } },
        admitsUpTo: "reader",
      }),
    ],
    ["version_awaits_admin", (now) => ({ ...now, admitsUpTo: "editor" })],
    ["no_licence", (now) => ({ ...now, space: { ...now.space, seats: {} } })],
  ];

  test("runs as documented, each refusal hiding those behind it", () => {
    let now = facts({
      space: { ssoSubscribed: false, kind: "standard", seats: { reader: 0, editor: 0 } },
      option: {
        status: "draft",
        settings: settings({
          provisioning: false,
          missingRole: "deny",
          rules: [{ attribute: "groups", operator: "equals", value: "staff", role: "reader", teams: [] }],
        }),
      },
      connectionIsLive: false,
      identity: anOidcIdentity({ emailVerified: false }),
      domainIsOurs: false,
      startedAtProvider: true,
      connectionAllowed: false,
      userByEmail: { id: "user_ann" },
      linkOfUser: { issuer: "https://idp.acme.example", subject: "before", relinkAllowed: false },
    });
    for (const [code, fix] of steps) {
      expect(admit(now)).toMatchObject({ outcome: "refuse", refusal: { code } });
      now = fix(now);
    }
    expect(admit(now)).toMatchObject({ outcome: "admit" });
  });

  test("is shown to the administrator up to the first that failed", () => {
    const checks: Check[] = [];
    admit(factsOfMember({ status: "deactivated" }), checks);
    expect(checks.map(({ name, passed }) => `${name} ${passed}`)).toEqual([
      "sign_in_option true",
      "email_domain true",
      "email_verified true",
      "identity_link true",
      "membership false",
    ]);
    expect(checks.at(-1)).toMatchObject({ received: "deactivated", expected: "active" });
  });

  test("ends with role and licence if everything passes", () => {
    const checks: Check[] = [];
    admit(facts(), checks);
    expect(checks.slice(-3)).toEqual([
      { name: "role", passed: true, received: "reader", expected: null },
      { name: "authority", passed: true, received: "reader", expected: null },
      { name: "licence", passed: true, received: "reader", expected: null },
    ]);
  });
});

describe("the author's authority", () => {
  test.each([
    ["a reader's version and a reader", "reader", "reader", "admit"],
    ["a reader's version and an editor", "reader", "editor", "refuse"],
    ["an editor's version and an editor", "editor", "editor", "admit"],
    ["an editor's version and an administrator", "editor", "admin", "refuse"],
    ["an administrator's version and an administrator", "admin", "admin", "admit"],
  ] as const)("%s", (_what, admitsUpTo, role, outcome) => {
    expect(admit(factsOfMember({ role, licence: role }, { admitsUpTo })).outcome).toBe(outcome);
  });

  test("a person who waits for approval is not admitted above it either", () => {
    const waiting = { role: "admin", licence: null, status: "pending" } as const;
    expect(admit(factsOfMember(waiting, { admitsUpTo: "reader" }))).toMatchObject({
      refusal: { code: "version_awaits_admin" },
    });
    expect(admit(factsOfMember(waiting, { admitsUpTo: "admin" }))).toMatchObject({ outcome: "pending" });
  });
});
