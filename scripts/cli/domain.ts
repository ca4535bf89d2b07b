import type { Command } from "commander";
import { addDomain } from "@/lib/features/domains/add-domain";
import { approveDomain } from "@/lib/features/domains/approve-domain";
import { cleanDomain } from "@/lib/model/domains/domain-name";
import type { Context } from "@/lib/ports/context";
import type { AppDependencies } from "@/lib/server/process/dependencies";
import { unwrapped } from "./parse";
import { type Common, command, commandLineActor, group, run, spaceNamed } from "./run";

/** `domain approve`. */
export function addDomainCommands(program: Command): void {
  const domain = group(program, "domain", "the spaces' email domains");
  command(domain, "approve", "verifies a domain without a DNS record; adds it if it is missing")
    .requiredOption("--space <slug>", "whose domain it is")
    .requiredOption("--domain <name>", "for example acme.example")
    .action((options: Common & { space: string; domain: string }) =>
      run(options, async (deps) => {
        const space = await spaceNamed(deps, options.space);
        const actor = commandLineActor();
        const ctx = {
          space,
          actor,
          user: null,
          membership: null,
          role: "admin" as const,
          sessionId: null,
          via: "command_line" as const,
        };
        const domainId = await idOf(deps, ctx, options.domain);
        const approved = unwrapped(await approveDomain(deps, actor, { space, domainId }));
        return { text: `${approved.name} is verified for ${space.slug}.`, value: approved };
      }),
    );
}

async function idOf(deps: AppDependencies, ctx: Context, text: string): Promise<string> {
  const cleaned = cleanDomain(text);
  const organization = await deps.store.organizationsOf(ctx.space.id).own();
  const existing =
    cleaned.ok && organization ? await deps.store.domainsOf(organization.id).byName(cleaned.name) : null;
  return existing?.id ?? unwrapped(await addDomain(deps, ctx, text)).id;
}
