import { userInfo } from "node:os";
import { type Command, CommanderError } from "commander";
import type { Actor } from "@/lib/model/audit/audit";
import type { Problem } from "@/lib/model/outcome";
import type { Space } from "@/lib/model/spaces/space";
import type { Context } from "@/lib/ports/context";
import { databaseName } from "@/lib/server/process/database-name";
import { type AppDependencies, closeDependencies, dependencies } from "@/lib/server/process/dependencies";
import { whyNotStarted } from "@/lib/server/process/why-not-started";

/** The options of every command. */
export interface Common {
  json?: boolean;
}

/** The success of a command: a sentence for people, a value for programs, and its exit code. */
export interface Answer {
  /** On standard output. */
  text: string;
  /** On the error output: warnings, not data. */
  notes?: string[];
  value: unknown;
  /** 0 by default. */
  exitCode?: 0 | 1 | 2;
}

/** A refusal that ends the command with 1. */
export class Refused extends Error {
  override readonly name = "Refused";
  constructor(readonly problem: Problem) {
    super(problem.message);
  }
}

/** A group such as `space`, which throws instead of exiting. */
export function group(program: Command, name: string, description: string): Command {
  return program.command(name).description(description).exitOverride();
}

/** A command of a group. Every one of them accepts `--json`. */
export function command(parent: Command, name: string, description: string): Command {
  return parent
    .command(name)
    .description(description)
    .option("--json", "answer in JSON")
    .showHelpAfterError("(add --help for what can be said here)")
    .exitOverride();
}

/** The options of a command about a space. */
export type InSpace = Common & { space: string };

/** A command that needs to know the space. */
export function inSpace(parent: Command, name: string, description: string): Command {
  return command(parent, name, description).requiredOption("--space <slug>", "whose");
}

/** Opens the database, does the work, prints its result and closes again. Any failure is one line. */
export async function run(options: Common, work: (deps: AppDependencies) => Promise<Answer>): Promise<void> {
  // Standard output is for the result; the log would write there too.
  process.env.LOG_LEVEL = "silent";
  try {
    const deps = await opened();
    // Always: a setting that this shell lacks leads to another database, which would do all that is asked of it.
    process.stderr.write(`Database: ${databaseName(deps.env)}\n`);
    print(options, await work(deps));
  } catch (error) {
    complain(options, error);
  } finally {
    await closeDependencies();
  }
}

async function opened(): Promise<AppDependencies> {
  try {
    return await dependencies();
  } catch (error) {
    throw new Refused({ kind: "unavailable", code: "not_opened", message: whyNotStarted(error) });
  }
}

/** Prints a result and sets its exit code. */
export function print(options: Common, answer: Answer): void {
  for (const note of answer.notes ?? []) process.stderr.write(`${note}\n`);
  process.stdout.write(`${options.json ? JSON.stringify(answer.value, null, 2) : answer.text}\n`);
  process.exitCode = answer.exitCode ?? 0;
}

/** Prints why it failed on the error output, and sets exit code 1. */
export function complain(options: Common, error: unknown): void {
  const problem: Problem =
    error instanceof Refused
      ? error.problem
      : {
          kind: "unavailable",
          code: "failed",
          message: error instanceof Error ? error.message : String(error),
        };
  const { kind: _kind, ...shown } = problem;
  process.stderr.write(
    options.json ? `${JSON.stringify({ error: shown })}\n` : `Not done: ${problem.message}\n`,
  );
  process.exitCode = 1;
}

/** Parses the command line; a wrong call ends with 2, requested help with 0. */
export async function usage(parse: () => Promise<unknown>): Promise<void> {
  try {
    await parse();
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  }
}

/** The actor in the audit log. */
export function commandLineActor(): Actor {
  return { kind: "command_line", id: null, name: userName(), address: null };
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // A container's user may have a number and no name.
    return "command line";
  }
}

/** The space with the slug; refuses if there is none. */
export async function spaceNamed({ store }: Pick<AppDependencies, "store">, slug: string): Promise<Space> {
  const space = await store.spaces.bySlug(slug);
  if (space) return space;
  throw new Refused({
    kind: "not_found",
    code: "space_not_found",
    message: `There is no space “${slug}”.`,
    received: slug,
  });
}

/** The command line acts as an administrator of a space. */
export function commandContext(space: Space): Context {
  return {
    space,
    actor: commandLineActor(),
    user: null,
    membership: null,
    role: "admin" as const,
    sessionId: null,
    via: "command_line",
  };
}
