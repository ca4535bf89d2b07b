import type { Command } from "commander";
import { z } from "zod";
import { viewDirectory } from "@/lib/features/directories/directory-view";
import { dryRun } from "@/lib/features/directories/dry-run";
import { dryRunCsv } from "@/lib/features/directories/explain-dry-run";
import {
  createDirectory,
  listDirectories,
  moveDirectory,
} from "@/lib/features/directories/manage-directories";
import { type AccessChoice, removeDirectory } from "@/lib/features/directories/remove-directory";
import {
  type DirectoryEvent,
  type DirectoryProvider,
  directoryProviders,
} from "@/lib/model/directories/directory";
import { counted } from "@/lib/model/text/counted";
import { oneLine } from "@/lib/schemas/text";
import type { AppDependencies } from "@/lib/server/process/dependencies";
import { addCredentialCommands } from "./directory-credentials";
import { by, unwrapped } from "./parse";
import { commandContext, group, type InSpace, inSpace, run, spaceNamed } from "./run";

const provider = z.enum(directoryProviders, `A provider is one of ${directoryProviders.join(", ")}.`);
const access = z.enum(["keep", "end"], "Access is keep or end.");

const moves: Record<DirectoryEvent, string> = {
  activate: "from now on the directory brings people in and ends access",
  pause: "requests are answered and kept, and not applied",
  resume: "what came while it was paused is applied",
};

/** `directory list|create|token|tokens|revoke|activate|pause|resume|dry-run|remove`. */
// Over 60 lines: one short statement per command.
export function addDirectoryCommands(program: Command): void {
  const directory = group(program, "directory", "people and groups by SCIM 2.0");
  inSpace(directory, "list", "lists the directories of a space").action((options: InSpace) =>
    run(options, async (deps) => {
      const ctx = commandContext(await spaceNamed(deps, options.space));
      const found = (await listDirectories(deps, ctx)).map((each) => viewDirectory(deps.appUrl, each));
      const lines = found.map(({ id, status, name, baseUrl }) => `${id}  ${status}  ${name}  ${baseUrl}`);
      return { text: lines.join("\n") || "There are no directories yet.", value: found };
    }),
  );
  inSpace(directory, "create", "creates a directory, which observes until it is activated")
    .requiredOption("--name <name>", "its name", by(oneLine("The name", 100)))
    .option("--provider <provider>", directoryProviders.join(", "), by(provider), "generic")
    .option("--connection <reference>", "the connection whose role rules it feeds, by its reference or ID")
    .action((options: InSpace & { name: string; provider: DirectoryProvider; connection?: string }) =>
      run(options, async (deps) => {
        const ctx = commandContext(await spaceNamed(deps, options.space));
        const connectionId = await connectionNamed(deps, ctx.space.id, options.connection);
        const input = { name: options.name, provider: options.provider, connectionId };
        const view = viewDirectory(deps.appUrl, unwrapped(await createDirectory(deps, ctx, input)));
        return { text: `${view.id}  ${view.baseUrl}`, value: view };
      }),
    );
  addCredentialCommands(directory);
  for (const event of Object.keys(moves) as DirectoryEvent[])
    inSpace(directory, event, moves[event])
      .argument("<id>", "the directory")
      .action((id: string, options: InSpace) =>
        run(options, async (deps) => {
          const ctx = commandContext(await spaceNamed(deps, options.space));
          const moved = unwrapped(await moveDirectory(deps, ctx, id, event));
          return { text: `“${moved.name}” is ${moved.status}.`, value: viewDirectory(deps.appUrl, moved) };
        }),
      );
  inSpace(directory, "dry-run", "prints what activation would do with each person, as CSV")
    .argument("<id>", "the directory")
    .action((id: string, options: InSpace) =>
      run(options, async (deps) => {
        const ctx = commandContext(await spaceNamed(deps, options.space));
        const result = unwrapped(await dryRun(deps, ctx, id));
        return { text: dryRunCsv(result).trimEnd(), value: result };
      }),
    );
  inSpace(directory, "remove", "removes a directory with its people, groups and log")
    .argument("<id>", "the directory")
    .option("--access <choice>", "keep: people keep their access; end: they lose it", by(access), "keep")
    .action((id: string, options: InSpace & { access: AccessChoice }) =>
      run(options, async (deps) => {
        const ctx = commandContext(await spaceNamed(deps, options.space));
        const removed = unwrapped(await removeDirectory(deps, ctx, id, options.access));
        const people = counted(removed.ended, "person has", "people have");
        const text = `Removed “${removed.name}”. ${people} lost access.`;
        return { text, value: removed };
      }),
    );
}

/** The id of a connection of the space's own organization; what is none is passed on, and refused as unknown. */
async function connectionNamed(
  { store }: Pick<AppDependencies, "store">,
  spaceId: string,
  given: string | undefined,
): Promise<string | null> {
  if (given === undefined) return null;
  const wanted = given.toLowerCase();
  const own = await store.spaceConnectionsOf(spaceId).all({ ownOnly: true });
  return own.find(({ connection }) => connection.reference.toLowerCase() === wanted)?.connection.id ?? given;
}
