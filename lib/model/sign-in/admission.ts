import { protocolTraits } from "@/lib/model/connections/protocol-traits";
import { decideRole } from "@/lib/model/mapping/decide-role";
import type { Membership } from "@/lib/model/people/person";
import { compareRoles, higherRole, type Role } from "@/lib/model/people/roles";
import type { AdmissionRefusal } from "@/lib/model/refusals/admission";
import type { Check, Refusal } from "@/lib/model/refusals/validation-result";
import type { AdmissionFacts, Entry } from "./admission-facts";
import type { LinkedIdentity } from "./attempt";
import { type ClaimedPerson, emailVerifiedOf } from "./claimed-person";

/** One space's decision. */
export type Admission =
  | ({ outcome: "admit" } & Entry)
  | ({ outcome: "pending" } & Entry)
  | { outcome: "refuse"; refusal: Refusal<AdmissionRefusal> };

type Guard = (facts: AdmissionFacts) => Refusal<AdmissionRefusal> | null;

function no(
  code: AdmissionRefusal,
  check: string,
  received: string | null,
  expected: string,
): Refusal<AdmissionRefusal> {
  return { code, check, received, expected };
}

/** Origins by which an administrator has named the person as one of the space's own. */
const namedByAdministrator = new Set<Membership["origin"]>(["manual", "csv", "linked", "command_line"]);

const isNamed = (facts: AdmissionFacts) =>
  facts.membership !== null && namedByAdministrator.has(facts.membership.origin);

/** The rules of docs/model.md#admission up to the role, in their order. */
const guards: { name: string; guard: Guard }[] = [
  {
    name: "sign_in_option",
    guard: ({ option, space, connectionIsLive }) => {
      if (option.status !== "active") return no("option_inactive", "sign_in_option", option.status, "active");
      if (!connectionIsLive)
        return no("connection_inactive", "sign_in_option", "no live configuration", "a live configuration");
      if (!space.ssoSubscribed)
        return no("space_not_subscribed", "sign_in_option", "not subscribed", "the SSO option");
      return null;
    },
  },
  {
    name: "email_domain",
    guard: (facts) =>
      facts.domainIsOurs || isNamed(facts)
        ? null
        : no(
            "domain_not_verified",
            "email_domain",
            facts.person.domain,
            "a verified domain, or a person whom an administrator has added",
          ),
  },
  {
    name: "email_verified",
    guard: ({ identity, person, domainIsOurs }) => {
      if (protocolTraits[identity.protocol].directoryVouches) return null;
      const verified = emailVerifiedOf(identity, person);
      if (verified === false) return no("email_not_verified", "email_verified", "false", "true");
      if (verified === null && !domainIsOurs)
        return no(
          "email_not_verified",
          "email_verified",
          person.emailClaim === "email" ? null : `nothing of the claim ${person.emailClaim}`,
          "true, or a verified domain",
        );
      return null;
    },
  },
  {
    name: "identity_link",
    guard: (facts) => {
      if (facts.linkBySubject) return addressTaken(facts.addressChange);
      const { linkOfUser } = facts;
      if (linkOfUser && !linkOfUser.relinkAllowed) return subjectChanged(facts.person, linkOfUser);
      if (facts.userByEmail && facts.startedAtProvider && !facts.domainIsOurs)
        return no(
          "not_linked_yet",
          "identity_link",
          "a first sign-in started at the provider",
          "a first sign-in started here",
        );
      return null;
    },
  },
  {
    name: "membership",
    guard: ({ membership }) =>
      membership?.status === "deactivated" ? no("deactivated", "membership", "deactivated", "active") : null,
  },
  {
    name: "it_administrator",
    // The emergency access for a broken single sign-on must not be open to the person who runs single sign-on.
    guard: ({ membership }) =>
      membership?.isItAdministrator
        ? no("it_administrator_uses_password", "it_administrator", "an IT administrator", "anybody else")
        : null,
  },
  {
    name: "connector",
    guard: ({ connectionAllowed }) =>
      connectionAllowed
        ? null
        : no(
            "connector_not_allowed",
            "connector",
            "another connection",
            "a connection chosen for the person",
          ),
  },
  {
    name: "provisioning",
    guard: ({ membership, option }) =>
      membership || option.settings.provisioning
        ? null
        : no("not_provisioned", "provisioning", "not a member", "a member of the space"),
  },
];

/**
 * Decides admission to one space (docs/model.md#admission) for a person whom `readPerson` has read. Pure: reads
 * nothing, changes nothing, uses no clock. `checks` receives every rule in the order in which it ran.
 */
export function admit(facts: AdmissionFacts, checks: Check[] = []): Admission {
  for (const { name, guard } of guards) {
    const refusal = guard(facts);
    checks.push({
      name,
      passed: !refusal,
      received: refusal?.received ?? null,
      expected: refusal?.expected ?? null,
    });
    if (refusal) return { outcome: "refuse", refusal };
  }
  const entry = decideRole(facts);
  const refusal = "code" in entry ? entry : null;
  checks.push({
    name: "role",
    passed: !refusal,
    received: refusal ? refusal.received : "role" in entry ? entry.role : null,
    expected: refusal?.expected ?? null,
  });
  if ("code" in entry) return { outcome: "refuse", refusal: entry };

  const { membership, space } = facts;
  const highest = higherRole(entry.role, membership?.role ?? entry.role);
  const unconfirmed = compareRoles(highest, facts.admitsUpTo) > 0;
  checks.push({
    name: "authority",
    passed: !unconfirmed,
    received: highest,
    expected: unconfirmed ? `${facts.admitsUpTo} at most` : null,
  });
  if (unconfirmed) {
    const refusal = no("version_awaits_admin", "authority", highest, `${facts.admitsUpTo} at most`);
    return { outcome: "refuse", refusal };
  }
  const waits = membership
    ? membership.status === "pending"
    : space.kind === "partner" || facts.option.settings.validation === "manual";
  if (waits) return { outcome: "pending", ...entry };

  const full = licenceMissing(facts, entry.role);
  checks.push({
    name: "licence",
    passed: !full,
    received: full?.received ?? entry.role,
    expected: full?.expected ?? null,
  });
  if (full) return { outcome: "refuse", refusal: full };
  return { outcome: "admit", ...entry };
}

function addressTaken(change: AdmissionFacts["addressChange"]): Refusal<AdmissionRefusal> | null {
  if (!change?.taken) return null;
  return no(
    "address_taken",
    "identity_link",
    change.to,
    `an address that nobody else has, or ${change.from}`,
  );
}

/** The same subject of another issuer is another person too, so the issuer is shown if that is what changed. */
function subjectChanged(
  { issuer, subject }: Pick<ClaimedPerson, "issuer" | "subject">,
  linked: Pick<LinkedIdentity, "issuer" | "subject">,
): Refusal<AdmissionRefusal> {
  const shown = (who: { issuer: string; subject: string }) =>
    issuer === linked.issuer ? who.subject : `${who.subject} of ${who.issuer}`;
  return no("subject_changed", "identity_link", shown({ issuer, subject }), shown(linked));
}

/** The refusal if no licence of the role is free (docs/model.md#licence). */
function licenceMissing(facts: AdmissionFacts, role: Role): Refusal<AdmissionRefusal> | null {
  const holdsSeat = facts.membership?.status === "active" || facts.membership?.status === "invited";
  if (holdsSeat && facts.membership?.licence === role) return null;
  const seats = facts.space.seats[role];
  if (seats === undefined || facts.seatsInUse[role] < seats) return null;
  return no(
    "no_licence",
    "licence",
    `${facts.seatsInUse[role]} of ${seats} in use`,
    `a free ${role} licence`,
  );
}
