import type { Command } from "commander";
import { applyConfiguration, planOf } from "@/lib/features/configuration-file/apply-configuration";
import { type JacksonTenant, readJacksonExport } from "@/lib/features/configuration-file/read-jackson-export";
import { secretsAsStored } from "@/lib/features/configuration-file/secrets-as-stored";
import type { Space } from "@/lib/model/spaces/space";
import type { AppDependencies } from "@/lib/server/process/dependencies";
import { ssoDependencies } from "@/lib/server/process/sso-dependencies";
import { jsonFile } from "./config";
import { unwrapped } from "./parse";
import { planLine } from "./plan-text";
import { type Common, command, commandContext, group, run } from "./run";

interface ImportOptions extends Common {
  apply?: boolean;
}

/** `import jackson <file>`: the connections of another product, as a plan for each space. */
export function addImportCommands(program: Command): void {
  const imports = group(program, "import", "connections of another product");
  command(imports, "jackson <file>", "shows what an export of Jackson (Polis) connections would change")
    .option("--apply", "creates the connections as drafts; each must pass its test before it is activated")
    .action((file: string, options: ImportOptions) =>
      run(options, async (deps) => {
        const tenants = unwrapped(readJacksonExport(await jsonFile(file)));
        const results = [];
        for (const tenant of tenants) results.push(await importTenant(deps, tenant, options.apply ?? false));
        return {
          text: results.map(({ lines }) => lines.join("\n")).join("\n\n"),
          value: results.map(({ lines: _, ...result }) => result),
          exitCode: results.every(({ complete }) => complete) ? 0 : 1,
        };
      }),
    );
}

async function importTenant(deps: AppDependencies, { tenant, input, notes }: JacksonTenant, apply: boolean) {
  const space = await spaceOf(deps, tenant);
  if (!space)
    return {
      tenant,
      space: null,
      complete: false,
      lines: [`${tenant}: no space has this external ID or slug. Create one with --external-id ${tenant}.`],
    };
  const ctx = commandContext(space);
  const head = `${tenant} → ${space.slug}`;
  const known = await secretsAsStored(deps, ctx, input);
  if (!apply) {
    const plan = await planOf(deps, ctx, input, known);
    const lines = [head, ...plan.steps.map(planLine), ...notes];
    return { tenant, space: space.slug, complete: true, ...plan, notes, lines };
  }
  const { complete, steps } = unwrapped(await applyConfiguration(await ssoDependencies(), ctx, input, known));
  const done = steps.map((step) => `${planLine(step)}: ${step.problem?.message ?? step.outcome}`);
  return { tenant, space: space.slug, complete, steps, notes, lines: [head, ...done, ...notes] };
}

/** Jackson's tenant is the vendor's own ID of the customer. */
async function spaceOf({ store }: AppDependencies, tenant: string): Promise<Space | null> {
  return (await store.spaces.byExternalId(tenant)) ?? (await store.spaces.bySlug(tenant));
}
