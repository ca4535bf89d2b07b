import { findConnection } from "@/lib/features/connections/find-connection";
import type { OptionSettings } from "@/lib/model/connections/connection";
import { ruleInWords } from "@/lib/model/connections/settings-difference";
import { adviceWords } from "@/lib/model/mapping/advice-words";
import { adviseOnRules, type RuleAdviceCode } from "@/lib/model/mapping/rule-advice";
import { withTeamRoles } from "@/lib/model/mapping/team-roles";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { readSeen } from "./seen-attributes";

/**
 * Warnings about settings that were saved, a sentence each that begins with the rule it concerns. A role that a rule
 * gives by a team's default role counts as its own. `codes`: only these.
 */
export async function optionWarnings(
  deps: Pick<Dependencies, "store">,
  ctx: Pick<Context, "space">,
  connectionId: string,
  settings: OptionSettings,
  codes?: readonly RuleAdviceCode[],
): Promise<string[]> {
  const found = await findConnection(deps.store, ctx.space.id, connectionId);
  if (!found) return [];
  const teams = await deps.store.teamsOf(ctx.space.id).all();
  const nameOf = (id: string) => teams.find((team) => team.id === id)?.name ?? id;
  const seen = await readSeen(deps, ctx.space.id, found.connection);
  const said = adviseOnRules(withTeamRoles(settings, teams), seen);
  return said
    .filter(({ code }) => !codes || codes.includes(code))
    .map((advice) => {
      const rule = advice.rule === null ? undefined : settings.rules[advice.rule];
      const about = rule ? `Rule ${(advice.rule ?? 0) + 1} (${ruleInWords(rule, nameOf)}): ` : "";
      return `${about}${adviceWords(advice)}`;
    });
}
