import { higherRole, lowerRole } from "@/lib/model/people/roles";
import type { AdmissionRefusal } from "@/lib/model/refusals/admission";
import type { Refusal } from "@/lib/model/refusals/validation-result";
import type { AdmissionFacts, Entry } from "@/lib/model/sign-in/admission-facts";
import { readGroups, withheldGroups } from "./attributes";
import { applyRules, readsGroups } from "./role-rules";

/** What the role depends on. */
export type RoleFacts = Pick<AdmissionFacts, "membership" | "identity" | "option" | "otherAdministrators">;

/**
 * The role and teams that the option's rules give, or why they give none (docs/model.md#role). Never removes the last
 * administrator, and never gives more than the ceiling.
 */
export function decideRole(facts: RoleFacts): Entry | Refusal<AdmissionRefusal> {
  const { membership, identity } = facts;
  const { settings } = facts.option;
  const isNew = membership === null;
  const result = applyRules(settings, identity.attributes);
  // Rules are evaluated at each sign-in, so people whom a provider has brought get the defaults each time too.
  const isProvisioned =
    membership === null || membership.origin === "sso" || membership.origin === "directory";
  const teams = [...new Set([...(isProvisioned ? settings.defaultTeams : []), ...result.teams])];
  const entry = { teams, keepsTeams: false, isNew };

  // A link in place of the groups means that there are many, not that there are none.
  const withheld = settings.rules.some((rule) => readsGroups(rule, settings.attributes))
    ? withheldGroups(identity, settings.attributes)
    : null;
  if (withheld && membership) {
    const role = result.role === null ? membership.role : higherRole(result.role, membership.role);
    const same = role === membership.role;
    const roleSource = same ? membership.roleSource : "mapping";
    return { ...entry, keepsTeams: true, role, roleSource, winningRule: same ? null : result.winner };
  }
  if (result.role !== null)
    return keepAdministrators(facts, {
      ...entry,
      role: result.role,
      roleSource: "mapping",
      winningRule: result.winner,
    });
  if (withheld)
    return {
      code: "group_overage",
      check: "role",
      received: withheld,
      expected: "the groups themselves",
    };
  if (settings.rules.length > 0 && settings.missingRole === "deny") {
    const { name, values } = readGroups(identity.attributes, settings);
    return {
      code: "role_missing",
      check: "role",
      received: values.length > 0 ? values.join(", ").slice(0, 300) : null,
      expected: `a value that a rule names (${name ?? "groups"})`,
    };
  }
  // Without rules, or given by hand before: an administrator's choice stays.
  if (membership && (settings.rules.length === 0 || membership.roleSource === "manual"))
    return { ...entry, role: membership.role, roleSource: membership.roleSource, winningRule: null };
  return keepAdministrators(facts, {
    ...entry,
    role: lowerRole(settings.defaultRole, settings.ceiling),
    roleSource: "mapping",
    winningRule: null,
  });
}

/** The space's last administrator stays one, whatever the provider says. IT administrators are refused earlier. */
function keepAdministrators(facts: RoleFacts, entry: Entry): Entry {
  const { membership } = facts;
  if (membership?.role !== "admin" || membership.status !== "active" || entry.role === "admin") return entry;
  if (facts.otherAdministrators === 0)
    return { ...entry, role: "admin", roleSource: membership.roleSource, winningRule: null };
  return entry;
}
