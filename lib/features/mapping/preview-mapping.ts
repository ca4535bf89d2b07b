import { findConnection, noSuchConnection } from "@/lib/features/connections/find-connection";
import { admissionFacts, recognise } from "@/lib/features/sign-in/admission-facts";
import { identityNames } from "@/lib/features/sign-in/identity-names";
import { readClaimedPerson } from "@/lib/features/sign-in/read-claimed-person";
import { identityOfRun, typedIdentity } from "@/lib/features/sign-in/trial-identity";
import { unmarkedAuthority } from "@/lib/model/connections/authority";
import type { Connection, OptionSettings, SignInOption } from "@/lib/model/connections/connection";
import { explain } from "@/lib/model/explanations/catalogue";
import { readGroups } from "@/lib/model/mapping/attributes";
import { decideRole } from "@/lib/model/mapping/decide-role";
import { asRulesRead } from "@/lib/model/mapping/friendly-names";
import { applyRules } from "@/lib/model/mapping/role-rules";
import { done, type Outcome } from "@/lib/model/outcome";
import type { AssignmentSource } from "@/lib/model/people/person";
import type { Refusal } from "@/lib/model/refusals/validation-result";
import { type Admission, admit } from "@/lib/model/sign-in/admission";
import type { AdmissionFacts } from "@/lib/model/sign-in/admission-facts";
import type { ClaimedPerson } from "@/lib/model/sign-in/claimed-person";
import type { Protocol, VerifiedIdentity } from "@/lib/model/sign-in/identity";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { MappingPreview } from "@/lib/schemas/mapping";

export interface MappingTrial {
  connectionId: string;
  /** As they are in the form, saved or not. */
  settings: OptionSettings;
  /** A test run whose attributes are used, else the typed ones. */
  runId: string | null;
  typed: string;
}

/**
 * Tries settings, saved or not, on the attributes of a test run or on typed ones, by the very functions that check a
 * sign-in, as if the option were active. Changes nothing and creates nobody. Typed attributes without an address show
 * the role and the teams alone.
 */
export async function previewMapping(
  deps: Pick<Dependencies, "store">,
  ctx: Context,
  trial: MappingTrial,
): Promise<Outcome<MappingPreview>> {
  const found = await findConnection(deps.store, ctx.space.id, trial.connectionId);
  if (!found?.option) return noSuchConnection();
  const { connection } = found;
  const identity = trial.runId
    ? await identityOfRun(deps, ctx, connection, trial.runId)
    : typedIdentity(trial.typed);
  if (!identity.ok) return identity;
  const option: SignInOption = { ...found.option, status: "active", settings: trial.settings };
  const { onlyRole, ...validated } = await validate(deps, ctx, {
    connection,
    option,
    identity: identity.value,
    isTyped: !trial.runId,
  });
  const teams = await deps.store.teamsOf(ctx.space.id).all();
  const nameOf = new Map(teams.map((team) => [team.id, team.name]));
  const groups = readGroups(asRulesRead(identity.value, trial.settings).attributes, trial.settings);
  return done({
    ...validated,
    onlyRole,
    teams: validated.teams.map((id) => nameOf.get(id) ?? "a team that was deleted"),
    groups: { name: groups.values.length > 0 ? groups.name : null, values: [...groups.values] },
  });
}

type Validated = Omit<MappingPreview, "groups">;

interface IdentityToValidate {
  connection: Connection;
  option: SignInOption;
  identity: VerifiedIdentity;
  isTyped: boolean;
}

async function validate(
  deps: Pick<Dependencies, "store">,
  ctx: Context,
  { connection, option, identity, isTyped }: IdentityToValidate,
): Promise<Validated> {
  const names = await identityNames(deps.store, connection, option);
  const read = await readClaimedPerson(deps.store, connection, identity, names);
  const { issuer, subject } = identity;
  const unnamed = { issuer, subject, subjectAsSent: subject, subjectFoldedBefore: null };
  const nobody = { ...unnamed, email: "", domain: "", emailClaim: null };
  const person: ClaimedPerson = read.ok ? read.person : { ...nobody, firstName: null, lastName: null };
  const existing = read.ok
    ? await recognise(deps.store, connection, person)
    : { domainIsOurs: true, user: null, linkBySubject: null, linkOfUser: null, addressChange: null };
  const asRead = await admissionFacts(deps.store, {
    connection,
    space: ctx.space,
    option,
    identity,
    person,
    // Nobody types the provider's name for a person; the address identifies them.
    existing: isTyped
      ? { ...existing, linkBySubject: null, linkOfUser: null, addressChange: null }
      : existing,
    startedAtProvider: false,
    version: unmarkedAuthority,
  });
  const facts = { ...asRead, connectionIsLive: true };
  const { settings } = facts.option;
  const { matched } = applyRules(settings, facts.identity.attributes);
  const shared = {
    email: read.ok ? person.email : null,
    isMember: facts.membership !== null,
    matched,
    onlyRole: !read.ok && isTyped && read.refusal.code === "email_missing",
  };
  if (!read.ok && !shared.onlyRole) return { ...shared, ...refusedEntry(read.refusal, connection.protocol) };
  const decided = shared.onlyRole ? roleAlone(facts) : admit(facts);
  if (decided.outcome === "refuse")
    return { ...shared, ...refusedEntry(decided.refusal, connection.protocol) };
  const { outcome, role, winningRule, teams } = decided;
  const kept = facts.membership?.role === role && winningRule === null && isKept(facts.membership, settings);
  return {
    ...shared,
    outcome,
    role,
    roleFrom: winningRule !== null ? "rule" : kept ? "kept" : "default",
    winner: winningRule,
    teams,
    refusal: null,
  };
}

function roleAlone(facts: AdmissionFacts): Admission {
  const entry = decideRole(facts);
  return "code" in entry ? { outcome: "refuse", refusal: entry } : { outcome: "admit", ...entry };
}

/** Whether a member's role stays because no rule gave another one, and not because the default is the same. */
function isKept(
  membership: { roleSource: AssignmentSource; role: string },
  settings: OptionSettings,
): boolean {
  return (
    membership.roleSource === "manual" ||
    settings.rules.length === 0 ||
    membership.role !== settings.defaultRole
  );
}

function refusedEntry(refusal: Refusal<string>, protocol: Protocol) {
  const { cause, fix } = explain(refusal.code, protocol);
  const { received, expected } = refusal;
  return {
    outcome: "refuse" as const,
    role: null,
    roleFrom: null,
    winner: null,
    teams: [],
    refusal: { cause, fix, received, expected },
  };
}
