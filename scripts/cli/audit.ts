import type { Command } from "commander";
import { operatorChain } from "@/lib/db/repositories/audit-log";
import { type ChainVerdict, chainsIn, verifyChain } from "@/lib/db/repositories/verify-chain";
import type { AppDependencies } from "@/lib/server/process/dependencies";
import { type Common, command, group, run, spaceNamed } from "./run";

const reasons: Record<Extract<ChainVerdict, { whole: false }>["reason"], string> = {
  missing: "is missing",
  not_the_successor: "does not follow the one before it",
  changed: "was changed after it was written",
};

/** `audit verify`. */
export function addAuditCommands(program: Command): void {
  const audit = group(program, "audit", "the audit logs");
  command(audit, "verify", "checks whether any event was changed or removed; exit code 1 if so")
    .option("--space <slug>", "only this space's log; default: all of them and the operators'")
    .addHelpText(
      "after",
      "\nStore the last hash elsewhere: a log that was cut at its end is intact, but has a different one.",
    )
    .action((options: Common & { space?: string }) =>
      run(options, async (deps) => {
        const found = [];
        for (const { chain, name } of await chainsOf(deps, options.space))
          found.push({ log: name, ...(await verifyChain(deps.database.db, chain)) });
        return {
          text: found.length > 0 ? found.map(sentence).join("\n") : "There are no events yet.",
          value: { whole: found.every(({ whole }) => whole), logs: found },
          exitCode: found.every(({ whole }) => whole) ? 0 : 1,
        };
      }),
    );
}

async function chainsOf(deps: AppDependencies, slug: string | undefined) {
  if (slug !== undefined) {
    const space = await spaceNamed(deps, slug);
    return [{ chain: space.id, name: space.slug }];
  }
  const chains = await chainsIn(deps.database.db);
  const spaces = await deps.store.spaces.byIds(chains.filter((chain) => chain !== operatorChain));
  const slugs = new Map(spaces.map((space) => [space.id, space.slug]));
  return chains.map((chain) => ({ chain, name: slugs.get(chain) ?? chain }));
}

function sentence(found: { log: string } & ChainVerdict): string {
  if (found.whole) return `ok     ${found.log}: ${found.events} events, last hash ${found.lastHash}`;
  return `BROKEN ${found.log}: event ${found.sequence} ${reasons[found.reason]}`;
}
