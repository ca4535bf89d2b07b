import type { Command } from "commander";
import { z } from "zod";
import { type CreatedUser, createUser } from "@/lib/features/people/create-user";
import { longestPassword } from "@/lib/model/people/password-strength";
import { type Role, roles } from "@/lib/model/people/roles";
import { passwordScore } from "@/lib/schemas/password-score";
import { emailAddress, optionalLine } from "@/lib/schemas/text";
import { by, unwrapped } from "./parse";
import { readPassword } from "./read-password";
import { type Common, command, commandLineActor, group, Refused, run, spaceNamed } from "./run";

interface CreateOptions extends Common {
  space?: string;
  email: string;
  role?: Role;
  firstName: string;
  lastName: string;
  itAdministrator?: boolean;
  operator?: boolean;
}

const shortest = 8;

/** `user create`. */
export function addUserCommands(program: Command): void {
  const user = group(program, "user", "people and operators");
  command(
    user,
    "create",
    "creates a user, with the password on standard input, or without one if there is none",
  )
    .option("--space <slug>", "the space that the person becomes a member of")
    .requiredOption("--email <address>", "the person's email address", by(emailAddress))
    .option(
      "--role <role>",
      `their role in the space: ${roles.join(", ")}`,
      by(z.enum(roles, "A role is reader, editor or admin.")),
    )
    .option("--first-name <name>", "their first name", by(optionalLine("The first name", 100)), "")
    .option("--last-name <name>", "their last name", by(optionalLine("The last name", 100)), "")
    .option("--it-administrator", "always signs in with a password; for administrators")
    .option("--operator", "staff: spaces, plans, seats, domains")
    .action(async (options: CreateOptions, self: Command) => {
      if (!options.space && !options.operator)
        self.error("error: give a --space, or make the person an --operator");
      if (options.space && !options.role) self.error("error: --space needs a --role");
      const password = await readPassword();
      await run(options, async (deps) => {
        if (password !== null) checkLength(password);
        const space = options.space ? await spaceNamed(deps, options.space) : null;
        const created = unwrapped(
          await createUser(deps, commandLineActor(), {
            email: options.email,
            firstName: options.firstName,
            lastName: options.lastName,
            role: options.role ?? "reader",
            isItAdministrator: options.itAdministrator ?? false,
            passwordHash: password === null ? null : await deps.passwords.hash(password),
            operator: options.operator ?? false,
            space,
          }),
        );
        return { text: sentence(created), notes: await notes(created, password), value: created };
      });
    });
}

function checkLength(password: string): void {
  if (password.length >= shortest && password.length <= longestPassword) return;
  throw new Refused({
    kind: "invalid",
    code: "password_length",
    message: `The password has ${password.length} characters; it needs ${shortest} to ${longestPassword}.`,
  });
}

function sentence({ email, isNew, space, role, isOperator }: CreatedUser): string {
  const what = [...(space ? [`${role} of ${space}`] : []), ...(isOperator ? ["operator"] : [])].join(" and ");
  return `${isNew ? "Created" : "Added"} ${email}: ${what}.`;
}

async function notes(created: CreatedUser, password: string | null): Promise<string[]> {
  if (password === null)
    return ["Without a password: the person sets one by “Forgotten password?”, or uses single sign-on."];
  if (!created.passwordSet) return ["This person already has a password; it is unchanged."];
  const weak = (await passwordScore(password, [created.email])) < 3;
  return weak ? ["Warning: this password is easy to guess. Have it changed."] : [];
}
