import { readFile } from "node:fs/promises";
import type { Command } from "commander";
import { applyConfiguration, planOf } from "@/lib/features/configuration-file/apply-configuration";
import { exportConfiguration } from "@/lib/features/configuration-file/export-configuration";
import { secretsAsStored } from "@/lib/features/configuration-file/secrets-as-stored";
import { type ConfigurationInput, configurationBody } from "@/lib/schemas/configuration-file";
import { parseProblem } from "@/lib/server/api/parse-problem";
import { ssoDependencies } from "@/lib/server/process/sso-dependencies";
import { unwrapped } from "./parse";
import { planLine } from "./plan-text";
import { type Common, command, commandContext, group, Refused, run, spaceNamed } from "./run";

interface FileOptions extends Common {
  space: string;
  file: string;
  secrets?: string;
  prune?: boolean;
  confirm?: string;
  digest?: string;
}

/** `config export`, `config plan`, `config apply`. */
export function addConfigCommands(program: Command): void {
  const config = group(program, "config", "a space's single sign-on as a file");
  command(
    config,
    "export",
    "prints connections, options, rules, teams, domains and directories as JSON, without secrets",
  )
    .requiredOption("--space <slug>", "whose")
    .action((options: Common & { space: string }) =>
      run(options, async (deps) => {
        const space = await spaceNamed(deps, options.space);
        const file = await exportConfiguration(deps, { space }, { withDirectories: true });
        return { text: JSON.stringify(file, null, 2), value: file };
      }),
    );
  withFile(command(config, "plan", "shows what applying a file would change; changes nothing"))
    .option("--detailed-exitcode", "ends with 2 if something would change, and with 0 if nothing would")
    .action((options: FileOptions & { detailedExitcode?: boolean }) =>
      run(options, async (deps) => {
        const ctx = commandContext(await spaceNamed(deps, options.space));
        const input = await inputOf(options);
        const plan = await planOf(deps, ctx, input, await secretsAsStored(deps, ctx, input));
        const changes = plan.changes === 1 ? "1 change" : `${plan.changes} changes`;
        const lines = plan.steps.map((step) =>
          step.problem ? `${planLine(step)}\n         refused: ${step.problem.message}` : planLine(step),
        );
        return {
          text: [...lines, `${changes}.`, ...confirmLine(plan), `Digest: ${plan.digest}`].join("\n"),
          value: plan,
          exitCode: options.detailedExitcode && plan.changes > 0 ? 2 : 0,
        };
      }),
    );
  withFile(command(config, "apply", "applies a file; new settings are drafts that must pass their test"))
    .option(
      "--digest <digest>",
      "as “config plan” printed it; refused if something else would be done by now",
    )
    .action((options: FileOptions) =>
      run(options, async (deps) => {
        const ctx = commandContext(await spaceNamed(deps, options.space));
        const input = await inputOf(options);
        const secrets = await secretsAsStored(deps, ctx, input);
        const applied = unwrapped(await applyConfiguration(await ssoDependencies(), ctx, input, secrets));
        return {
          text: applied.steps
            .map((step) => withOutcome(planLine(step), step.problem?.message ?? step.outcome))
            .join("\n"),
          value: applied,
          exitCode: applied.complete ? 0 : 1,
        };
      }),
    );
}

function withFile(one: Command): Command {
  return one
    .requiredOption("--space <slug>", "whose")
    .requiredOption("--file <path>", "the file, as “config export” prints it")
    .option("--secrets <path>", "a JSON file of client secrets by the connection's reference")
    .option("--prune", "removes what the file does not have")
    .option(
      "--confirm <number>",
      "how many things --prune removes; needed if a list of the file is empty, or a directory goes",
    );
}

/** Who acts in a space from the command line. */
export async function inputOf({
  file,
  secrets,
  prune,
  confirm,
  digest,
}: FileOptions): Promise<ConfigurationInput> {
  const given = {
    configuration: await jsonFile(file),
    ...(secrets ? { secrets: await jsonFile(secrets) } : {}),
    prune: prune ?? false,
    ...(confirm === undefined ? {} : { confirm: Number(confirm) }),
    ...(digest === undefined ? {} : { digest }),
  };
  const parsed = configurationBody.safeParse(given);
  if (parsed.success) return parsed.data;
  const problem = parseProblem(parsed.error, given);
  throw new Refused({ ...problem, message: `${problem.field ?? ""}: ${problem.message}` });
}

/** The content of a JSON file; refused if it is none. */
export async function jsonFile(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch (error) {
    const why = error instanceof SyntaxError ? "is not JSON" : "cannot be read";
    throw new Refused({ kind: "invalid", code: "file_unusable", message: `${path} ${why}.` });
  }
}

/** What became of a step, after its name and before its values. */
function withOutcome(line: string, outcome: string): string {
  const [first = "", ...values] = line.split("\n");
  return [`${first}: ${outcome}`, ...values].join("\n");
}

const confirmLine = ({ confirm }: { confirm: number | null }) =>
  confirm === null
    ? []
    : [`Something is removed that may not be meant to: applying the file asks for --confirm ${confirm}.`];
