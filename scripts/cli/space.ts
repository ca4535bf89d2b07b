import type { Command } from "commander";
import { createSpace } from "@/lib/features/spaces/create-space";
import { externalId } from "@/lib/schemas/operator";
import { slug as slugSchema } from "@/lib/schemas/space";
import { oneLine } from "@/lib/schemas/text";
import { by, unwrapped } from "./parse";
import { type Common, command, commandLineActor, group, run } from "./run";

interface CreateOptions extends Common {
  slug: string;
  name: string;
  externalId?: string;
  partner?: boolean;
  sso: boolean;
}

/** `space create`. */
export function addSpaceCommands(program: Command): void {
  const space = group(program, "space", "the customers' spaces");
  command(space, "create", "makes a space")
    .requiredOption("--slug <slug>", "the first part of its addresses, for example acme", by(slugSchema))
    .requiredOption("--name <name>", "its name, for example “Acme Ltd”", by(oneLine("The name", 100)))
    .option("--external-id <id>", "your own ID of the customer", by(externalId))
    .option("--partner", "a partner space: new people who sign in by single sign-on wait for approval")
    .option("--no-sso", "without the SSO option")
    .action((options: CreateOptions) =>
      run(options, async (deps) => {
        const created = unwrapped(
          await createSpace(deps, commandLineActor(), {
            slug: options.slug,
            name: options.name,
            externalId: options.externalId ?? null,
            kind: options.partner ? "partner" : "standard",
            ssoSubscribed: options.sso,
            seats: {},
          }),
        );
        const { id, slug, name, kind, ssoSubscribed } = created;
        const external = created.externalId === null ? {} : { externalId: created.externalId };
        const loginUrl = `${deps.appUrl}/${slug}/login`;
        return {
          text: `Created the space “${name}”. People sign in at ${loginUrl}`,
          value: { id, slug, ...external, name, kind, ssoSubscribed, loginUrl },
        };
      }),
    );
}
