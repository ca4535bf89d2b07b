import type { Command } from "commander";
import { z } from "zod";
import { createIntegrationToken } from "@/lib/features/tokens/create-token";
import {
  createOperatorToken,
  endOperatorToken,
  viewOperatorToken,
} from "@/lib/features/tokens/operator-tokens";
import { type OperatorScope, operatorScopes } from "@/lib/model/tokens/operator-token";
import { type TokenScope, tokenScopes } from "@/lib/model/tokens/token";
import { oneLine } from "@/lib/schemas/text";
import type { AppDependencies } from "@/lib/server/process/dependencies";
import { by, unwrapped, wholeDays } from "./parse";
import {
  type Common,
  command,
  commandContext,
  commandLineActor,
  group,
  Refused,
  run,
  spaceNamed,
} from "./run";

interface CreateOptions extends Common {
  space?: string;
  operator?: boolean;
  name: string;
  scopes?: (TokenScope | OperatorScope)[];
  days?: number;
}

const day = 24 * 60 * 60 * 1000;
const scopeList = z
  .string()
  .transform((text) => text.split(",").map((scope) => scope.trim()))
  .pipe(
    z.array(
      z.enum(
        [...tokenScopes, ...operatorScopes],
        `A scope is one of ${[...tokenScopes, ...operatorScopes].join(", ")}.`,
      ),
    ),
  );

/** `token create`, `token list --operator` and `token revoke --operator`. */
export function addTokenCommands(program: Command): void {
  const token = group(program, "token", "tokens for programs");
  command(
    token,
    "create",
    "creates an integration token of a space, or an operator token, and prints it once",
  )
    .option("--space <slug>", "the space that it opens")
    .option("--operator", "opens the operator's API in place of a space: customers and applications")
    .requiredOption(
      "--name <name>",
      "its name, and that of the account that it acts as",
      by(oneLine("The name", 100)),
    )
    .option(
      "--scopes <list>",
      `separated by commas; default: all of ${tokenScopes.join(",")}; of an operator token: ${operatorScopes.join(",")}`,
      by(scopeList),
    )
    .option("--days <number>", "how many days it is valid; default: no expiry", by(wholeDays))
    .action((options: CreateOptions) =>
      run(options, async (deps) => {
        const created = options.operator ? await ofOperator(deps, options) : await ofSpace(deps, options);
        return { text: created.token, notes: ["Store it: it is not shown again."], value: created };
      }),
    );
  command(token, "list", "lists the operator tokens").action((options: Common) =>
    run(options, async (deps) => {
      const tokens = (await deps.store.operatorTokens.all()).map(viewOperatorToken);
      const lines = tokens.map(
        ({ id, name, prefix, endedAt }) => `${id}  ${prefix}…  ${name}${endedAt ? "  (ended)" : ""}`,
      );
      return { text: lines.join("\n") || "There are no operator tokens yet.", value: tokens };
    }),
  );
  command(token, "revoke", "ends an operator token")
    .argument("<id>", "the token")
    .action((id: string, options: Common) =>
      run(options, async (deps) => {
        const ended = unwrapped(await endOperatorToken(deps, commandLineActor(), id));
        return { text: `Ended “${ended.name}”.`, value: ended };
      }),
    );
}

async function ofSpace(deps: AppDependencies, options: CreateOptions) {
  if (options.space === undefined) throw wrong("Give --space with the slug of a space, or --operator.");
  const scopes = validScopes(tokenScopes, options.scopes);
  return unwrapped(
    await createIntegrationToken(deps, commandContext(await spaceNamed(deps, options.space)), {
      name: options.name,
      account: options.name,
      scopes,
      expiresAt: expiryOf(deps, options),
    }),
  );
}

async function ofOperator(deps: AppDependencies, options: CreateOptions) {
  if (options.space !== undefined)
    throw wrong("A token belongs to a space or to the operators: give only one of --space and --operator.");
  const scopes = validScopes(operatorScopes, options.scopes);
  return unwrapped(
    await createOperatorToken(deps, commandLineActor(), {
      name: options.name,
      scopes,
      expiresAt: expiryOf(deps, options),
    }),
  );
}

const expiryOf = ({ now }: Pick<AppDependencies, "now">, { days }: CreateOptions) =>
  days ? new Date(now().getTime() + days * day) : null;

function validScopes<S extends string>(all: readonly S[], given: string[] | undefined): S[] {
  const foreign = given?.find((scope) => !all.some((one) => one === scope));
  if (foreign !== undefined)
    throw wrong(`There is no scope “${foreign}” here. A scope is one of ${all.join(", ")}.`);
  return all.filter((scope) => !given || given.includes(scope));
}

const wrong = (message: string) => new Refused({ kind: "invalid", code: "invalid_field", message });
