import type { Command } from "commander";
import { z } from "zod";
import { createIntegrationToken } from "@/lib/features/tokens/create-token";
import { tokenScopes } from "@/lib/model/tokens/token";
import { oneLine } from "@/lib/schemas/text";
import { by, unwrapped } from "./parse";
import { type Common, command, commandLineActor, group, run, spaceNamed } from "./run";

interface CreateOptions extends Common {
  space: string;
  name: string;
  scopes?: (typeof tokenScopes)[number][];
  days?: number;
}

const day = 24 * 60 * 60 * 1000;
const scopeList = z
  .string()
  .transform((text) => text.split(",").map((scope) => scope.trim()))
  .pipe(z.array(z.enum(tokenScopes, `A scope is one of ${tokenScopes.join(", ")}.`)));
const wholeDays = z.coerce
  .number("A number of days.")
  .int("A whole number of days.")
  .min(1, "At least a day.")
  .max(3650, "Ten years at most.");

/** `token create`. */
export function addTokenCommands(program: Command): void {
  const token = group(program, "token", "tokens for programs");
  command(token, "create", "makes an integration token and prints it, this once")
    .requiredOption("--space <slug>", "the space that it opens")
    .requiredOption(
      "--name <name>",
      "its name, and that of the account that it acts as",
      by(oneLine("The name", 100)),
    )
    .option(
      "--scopes <list>",
      `with commas between; all of them where left out: ${tokenScopes.join(",")}`,
      by(scopeList),
    )
    .option("--days <number>", "how many days it lives; without an end where left out", by(wholeDays))
    .action((options: CreateOptions) =>
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
        const created = unwrapped(
          await createIntegrationToken(deps, ctx, {
            name: options.name,
            account: options.name,
            scopes: options.scopes ?? [...tokenScopes],
            expiresAt: options.days ? new Date(deps.now().getTime() + options.days * day) : null,
          }),
        );
        return { text: created.token, notes: ["Keep it: it is shown this once."], value: created };
      }),
    );
}
