import type { Command } from "commander";
import { createSpace } from "@/lib/features/spaces/create-space";
import { slug as slugSchema } from "@/lib/schemas/space";
import { oneLine } from "@/lib/schemas/text";
import { by, unwrapped } from "./parse";
import { type Common, command, commandLineActor, group, run } from "./run";

interface CreateOptions extends Common {
  slug: string;
  name: string;
  partner?: boolean;
  sso: boolean;
}

/** `space create`. */
export function addSpaceCommands(program: Command): void {
  const space = group(program, "space", "the customers' spaces");
  command(space, "create", "makes a space")
    .requiredOption("--slug <slug>", "the first part of its addresses, for example acme", by(slugSchema))
    .requiredOption("--name <name>", "its name, for example “Acme Ltd”", by(oneLine("The name", 100)))
    .option("--partner", "a partner space: everybody new who comes through single sign-on waits for approval")
    .option("--no-sso", "without the SSO option")
    .action((options: CreateOptions) =>
      run(options, async (deps) => {
        const created = unwrapped(
          await createSpace(deps, commandLineActor(), {
            slug: options.slug,
            name: options.name,
            kind: options.partner ? "partner" : "standard",
            ssoSubscribed: options.sso,
            seats: {},
          }),
        );
        const { id, slug, name, kind, ssoSubscribed } = created;
        const loginUrl = `${deps.appUrl}/${slug}/login`;
        return {
          text: `Created the space “${name}”. People sign in at ${loginUrl}`,
          value: { id, slug, name, kind, ssoSubscribed, loginUrl },
        };
      }),
    );
}
