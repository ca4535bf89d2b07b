import { decideRole, type RoleFacts } from "@/lib/model/mapping/decide-role";
import { changeMembership, type MembershipFacts } from "@/lib/model/people/membership-change";
import type { Membership } from "@/lib/model/people/person";
import { compareRoles, higherRole, type Role } from "@/lib/model/people/roles";
import { hasFreeSeat } from "@/lib/model/people/seats";
import type { Entry } from "@/lib/model/sign-in/admission-facts";
import type { Space } from "@/lib/model/spaces/space";
import type { FeedReason } from "./directory";

/** What the feed says of a person, and what there is of them in one space, read under its lock. */
export interface StandingFacts extends RoleFacts {
  space: Pick<Space, "kind" | "seats">;
  /** The feed says that they have access. */
  active: boolean;
  /** The feed has just said so: they were absent, or inactive before. */
  isArriving: boolean;
  /** It was the feed that took the access away that they had here. */
  leftByFeed: boolean;
  /** Every rule reads something that the feed says. If not, only a sign-in can decide the role. */
  rulesAreFed: boolean;
  /** The highest role that the feed may speak for here. */
  upTo: Role;
  seatsInUse: Record<Role, number>;
  /** Active IT administrators of the space other than this person. */
  otherItAdministrators: number;
}

/** What is to be done in the space. */
export type Standing =
  | { kind: "nothing" }
  | { kind: "join"; entry: Entry; status: "active" | "pending" }
  | { kind: "change"; entry: Entry }
  | { kind: "return"; entry: Entry }
  /** `from`: who waits for approval, or has not accepted, has nothing to lose and nothing to get back. */
  | { kind: "leave"; from: "active" | "pending" | "invited" }
  /** The person stays as they are, whatever the feed says. */
  | { kind: "keep"; reason: FeedReason }
  | { kind: "refuse"; reason: FeedReason };

/** The rules of docs/model.md#directories for one person in one space. Pure. */
export function decideStanding(facts: StandingFacts): Standing {
  return facts.active ? decideAccess(facts) : decideLeaving(facts);
}

function decideLeaving(facts: StandingFacts): Standing {
  const { membership } = facts;
  if (membership === null || membership.status === "deactivated") return { kind: "nothing" };
  if (membership.isItAdministrator) return { kind: "keep", reason: "it_administrator" };
  if (compareRoles(membership.role, facts.upTo) > 0) return { kind: "keep", reason: "version_awaits_admin" };
  const decision = changeMembership(membershipFacts(facts, membership), { status: "deactivated" });
  if (decision.outcome === "change") return { kind: "leave", from: membership.status };
  return { kind: "keep", reason: "last_administrator" };
}

function decideAccess(facts: StandingFacts): Standing {
  const { membership, option, space } = facts;
  if (membership === null && !option.settings.provisioning) return refuse("not_provisioned");
  if (membership?.status === "pending") return refuse("waits_for_approval");
  if (membership?.status === "invited") return refuse("not_accepted");
  // What an administrator did by hand stays; only the feed's own word is taken back by the feed.
  const returns = membership?.status === "deactivated";
  if (returns && !(facts.isArriving && facts.leftByFeed))
    return { kind: "keep", reason: "deactivated_by_hand" };
  if (membership?.isItAdministrator) return { kind: "nothing" };
  if (membership !== null && !facts.rulesAreFed)
    return returns ? withLicence(facts, sameAs(membership)) : nothing;
  const entry = decideRole(facts);
  if ("code" in entry) return refuse("role_missing");
  if (compareRoles(higherRole(entry.role, membership?.role ?? entry.role), facts.upTo) > 0)
    return refuse("version_awaits_admin");
  const waits = membership === null && (space.kind === "partner" || option.settings.validation === "manual");
  if (waits) return { kind: "join", entry, status: "pending" };
  return withLicence(facts, entry);
}

const nothing: Standing = { kind: "nothing" };

function withLicence(facts: StandingFacts, entry: Entry): Standing {
  const { membership, space, seatsInUse } = facts;
  const hasSeat = membership?.licence === entry.role;
  if (!hasSeat && !hasFreeSeat(space.seats, seatsInUse, entry.role)) return refuse("no_licence");
  if (membership === null) return { kind: "join", entry, status: "active" };
  return { kind: membership.status === "deactivated" ? "return" : "change", entry };
}

/** Somebody who comes back keeps the role that they had, until a sign-in says otherwise. */
function sameAs(membership: Membership): Entry {
  return {
    role: membership.role,
    roleSource: membership.roleSource,
    teams: [],
    keepsTeams: true,
    isNew: false,
    winningRule: null,
  };
}

function membershipFacts(facts: StandingFacts, membership: Membership): MembershipFacts {
  return {
    membership,
    otherAdministrators: facts.otherAdministrators,
    otherItAdministrators: facts.otherItAdministrators,
    isFromOutside: false,
    seats: facts.space.seats,
    seatsInUse: facts.seatsInUse,
  };
}

const refuse = (reason: FeedReason): Standing => ({ kind: "refuse", reason });
