import type { SeenValue } from "@/lib/db/repositories/seen-values";
import type { Connection, SignInOption } from "@/lib/model/connections/connection";
import { readGroups } from "@/lib/model/mapping/attributes";
import { asRulesRead } from "@/lib/model/mapping/friendly-names";
import { groupsAttribute, valuesForRule } from "@/lib/model/mapping/role-rules";
import type { SeenAttributes } from "@/lib/model/mapping/rule-advice";
import type { VerifiedIdentity } from "@/lib/model/sign-in/identity";
import { foldAscii } from "@/lib/model/text/fold";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";

const keptDays = 90;
/** The longest name that a rule may have. */
const longestName = 300;
const longestValue = 256;
/** Somebody may be in more groups than anybody would pick from a list. */
const mostValues = 500;
const mostNames = 100;
const lastRuns = 10;

/**
 * Remembers what a sign-in brought, whether it was admitted or not: the names of its attributes, and the values of
 * those that the space's rules use. Nothing else about the person is stored, and all is deleted after 90 days.
 */
export async function rememberSeen(
  deps: Pick<SsoDependencies, "store" | "now" | "seenLately">,
  option: Pick<SignInOption, "spaceId" | "connectionId" | "settings">,
  identity: Pick<VerifiedIdentity, "attributes" | "friendlyNames">,
): Promise<void> {
  const now = deps.now();
  const { settings } = option;
  const { attributes } = asRulesRead(identity, settings);
  const names = Object.keys(attributes)
    .filter((name) => name.length <= longestName)
    .slice(0, mostNames);
  const looked = new Set(
    settings.rules.map((rule) => rule.attribute).filter((name) => name !== groupsAttribute),
  );
  const groups = readGroups(attributes, settings);
  if (groups.name) looked.add(groups.name);
  const values = [...looked].flatMap((name) => {
    const key = names.find((one) => one === name) ?? names.find((one) => same(one, name));
    return key === undefined
      ? []
      : valuesForRule(settings, attributes, key).map((value) => ({ attribute: key, value }));
  });
  const kept = values
    .filter(({ value }) => value !== "" && value.length <= longestValue)
    .slice(0, mostValues);
  const seen = new Map<string, SeenValue>();
  for (const one of [...names.map((attribute) => ({ attribute, value: "" })), ...kept]) {
    const key = JSON.stringify([option.spaceId, option.connectionId, one.attribute, one.value]);
    if (!deps.seenLately.isKnown(key, now)) seen.set(key, one);
  }
  if (seen.size === 0) return;
  const forgetBefore = new Date(now.getTime() - keptDays * 86_400_000);
  const written = await deps.store
    .seenValuesOf(option.spaceId)
    .remember(option.connectionId, [...seen.values()], now, forgetBefore);
  // What was written just now could still be rolled back with the sign-in's transaction.
  if (written === 0) for (const key of seen.keys()) deps.seenLately.know(key, now);
}

const same = (a: string, b: string) => foldAscii(a) === foldAscii(b);

/** Every attribute of the last tests and sign-ins, with values to choose from. */
export async function readSeen(
  deps: Pick<Dependencies, "store">,
  spaceId: string,
  connection: Pick<Connection, "id" | "organizationId">,
): Promise<SeenAttributes> {
  const seen: Record<string, Set<string>> = {};
  const add = (attribute: string, value: string) => {
    const key = Object.keys(seen).find((one) => same(one, attribute)) ?? attribute;
    seen[key] ??= new Set();
    if (value !== "" && value.length <= longestValue && seen[key].size < mostValues) seen[key].add(value);
  };
  const runs = await deps.store
    .connectionsOf(connection.organizationId)
    .testRunsOf(connection.id, spaceId, lastRuns);
  for (const run of runs) {
    for (const [name, values] of Object.entries(run.report?.attributes ?? {})) {
      add(name, "");
      for (const value of values) add(name, value);
    }
  }
  for (const { attribute, value } of await deps.store
    .seenValuesOf(spaceId)
    .ofConnection(connection.id, 2 * mostValues))
    add(attribute, value);
  return Object.fromEntries(Object.entries(seen).map(([name, values]) => [name, [...values].sort()]));
}
