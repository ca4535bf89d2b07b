import type { OptionSettings, RoleRule } from "@/lib/model/connections/connection";
import type { Membership } from "@/lib/model/people/person";
import type { Role } from "@/lib/model/people/roles";
import type { AdmissionFacts } from "@/lib/model/sign-in/admission-facts";
import type { ClaimedPerson } from "@/lib/model/sign-in/claimed-person";
import type { VerifiedIdentity } from "@/lib/model/sign-in/identity";

/** Everybody new becomes a Reader, at once and without rules. */
export function settings(change: Partial<OptionSettings> = {}): OptionSettings {
  return {
    attributes: { email: null, firstName: null, lastName: null, groups: null },
    groupSeparator: null,
    rules: [],
    missingRole: "default",
    defaultRole: "reader",
    defaultTeams: [],
    ceiling: "admin",
    provisioning: true,
    validation: "automatic",
    ...change,
  };
}

/** Members of the group get the role. */
export function rule(value: string, role: Role | null, change: Partial<RoleRule> = {}): RoleRule {
  return { attribute: "groups", operator: "equals", value, role, teams: [], ...change };
}

/** Ann of Acme, as a SAML provider vouches for her. */
export function anIdentity(change: Partial<VerifiedIdentity> = {}): VerifiedIdentity {
  return {
    protocol: "saml",
    issuer: "https://idp.acme.example",
    subject: "ann@acme.example",
    subjectFormat: "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress",
    sessionIndex: null,
    attributes: { email: ["ann@acme.example"] },
    emailVerified: null,
    authentication: { context: null, instant: null, sessionEndsAt: null },
    ...change,
  };
}

/** Ann in these groups. */
export function inGroups(...groups: string[]): VerifiedIdentity {
  return anIdentity({ attributes: { email: ["ann@acme.example"], groups } });
}

/** Ann as an OpenID provider vouches for her. */
export function anOidcIdentity(change: Partial<VerifiedIdentity> = {}): VerifiedIdentity {
  return anIdentity({ protocol: "oidc", subject: "ann-1", subjectFormat: null, ...change });
}

/** Ann, as read by Gatehouse. */
export function aPerson(change: Partial<ClaimedPerson> = {}): ClaimedPerson {
  return {
    issuer: "https://idp.acme.example",
    subject: "ann@acme.example",
    subjectAsSent: "ann@acme.example",
    subjectFoldedBefore: "ann@acme.example",
    email: "ann@acme.example",
    domain: "acme.example",
    emailClaim: "email",
    firstName: "Ann",
    lastName: "Apple",
    ...change,
  };
}

/** An active Reader whom the provider has brought. */
export function aMembership(change: Partial<Membership> = {}): Membership {
  return {
    spaceId: "space_acme",
    userId: "user_ann",
    role: "reader",
    status: "active",
    licence: "reader",
    isItAdministrator: false,
    permissions: [],
    origin: "sso",
    vouchedFor: false,
    originConnectionId: "conn_okta",
    roleSource: "mapping",
    createdAt: new Date(0),
    lastSignInAt: null,
    ...change,
  };
}

/** Ann's first sign-in to a subscribed space by an active option: nobody knows her, her domain is verified. */
export function facts(
  change: Partial<Omit<AdmissionFacts, "option">> & { option?: Partial<AdmissionFacts["option"]> } = {},
): AdmissionFacts {
  const { option, ...rest } = change;
  return {
    space: { ssoSubscribed: true, kind: "standard", seats: {} },
    connectionIsLive: true,
    admitsUpTo: "admin",
    identity: anIdentity(),
    person: aPerson(),
    domainIsOurs: true,
    startedAtProvider: false,
    linkBySubject: null,
    addressChange: null,
    userByEmail: null,
    linkOfUser: null,
    membership: null,
    connectionAllowed: true,
    otherAdministrators: 1,
    seatsInUse: { reader: 0, editor: 0, admin: 0 },
    ...rest,
    option: { status: "active", settings: settings(), ...option },
  };
}

/** Ann's next sign-in: found by her subject, with this membership. */
export function factsOfMember(
  membership: Partial<Membership>,
  change: Parameters<typeof facts>[0] = {},
): AdmissionFacts {
  return facts({ linkBySubject: { userId: "user_ann" }, membership: aMembership(membership), ...change });
}
