import type { Command } from "commander";
import {
  createDirectoryCredential,
  revokeDirectoryCredential,
} from "@/lib/features/directories/directory-credentials";
import { viewDirectoryToken } from "@/lib/features/directories/directory-view";
import { readDirectoryCredentials } from "@/lib/features/directories/read-directory";
import type { DirectoryCredential } from "@/lib/model/directories/directory";
import { isLiveCredential } from "@/lib/model/directories/directory-token";
import type { Context } from "@/lib/ports/context";
import type { AppDependencies } from "@/lib/server/process/dependencies";
import { by, unwrapped, wholeDays } from "./parse";
import { commandContext, type InSpace, inSpace, Refused, run, spaceNamed } from "./run";

const day = 86_400_000;
const kinds = ["token", "secret"] as const;

/** `directory token|tokens|revoke`: what the provider proves itself by. */
export function addCredentialCommands(directory: Command): void {
  inSpace(directory, "token", "creates a token for the provider, or a client secret, and prints it once")
    .argument("<id>", "the directory")
    .option("--client", "a client secret, for OAuth 2 client credentials")
    .option("--days <number>", "how many days it is valid; default: no expiry", by(wholeDays))
    .action((id: string, options: InSpace & { client?: boolean; days?: number }) =>
      run(options, async (deps) => {
        const ctx = commandContext(await spaceNamed(deps, options.space));
        const expiresAt = options.days ? new Date(deps.now().getTime() + options.days * day) : null;
        const kind = options.client ? "secret" : "token";
        const made = unwrapped(await createDirectoryCredential(deps, ctx, id, { kind, expiresAt }));
        const { token } = made;
        const notes = ["Store it: it is not shown again."];
        return { text: token, notes, value: { ...viewDirectoryToken(made), token } };
      }),
    );
  inSpace(directory, "tokens", "lists the tokens and client secrets of a directory that are in use")
    .argument("<id>", "the directory")
    .action((id: string, options: InSpace) =>
      run(options, async (deps) => {
        const ctx = commandContext(await spaceNamed(deps, options.space));
        const live = await inUse(deps, ctx, id);
        const until = ({ expiresAt }: DirectoryCredential) =>
          expiresAt?.toISOString().slice(0, 10) ?? "no expiry";
        const lines = live.map((each) => `${each.id}  ${each.kind}  ${each.prefix}…  ${until(each)}`);
        return {
          text: lines.join("\n") || "None is in use.",
          value: live.map((each) => ({ kind: each.kind, ...viewDirectoryToken(each) })),
        };
      }),
    );
  inSpace(directory, "revoke", "ends a token or a client secret at once")
    .argument("<id>", "the directory")
    .argument("<credential>", "its ID, as “directory tokens” prints it")
    .action((id: string, credentialId: string, options: InSpace) =>
      run(options, async (deps) => {
        const ctx = commandContext(await spaceNamed(deps, options.space));
        const found = (await inUse(deps, ctx, id)).find((each) => each.id === credentialId);
        if (!found || found.kind === "access") throw notInUse(credentialId);
        const { kind } = found;
        const ended = unwrapped(
          await revokeDirectoryCredential(deps, ctx, { directoryId: id, credentialId, kind }),
        );
        return { text: `Revoked ${ended.prefix}….`, value: viewDirectoryToken(ended) };
      }),
    );
}

async function inUse(deps: AppDependencies, ctx: Context, id: string): Promise<DirectoryCredential[]> {
  const all: DirectoryCredential[] = [];
  for (const kind of kinds) all.push(...unwrapped(await readDirectoryCredentials(deps, ctx, id, kind)));
  return all.filter((each) => isLiveCredential(each, deps.now()));
}

function notInUse(received: string): Refused {
  return new Refused({
    kind: "not_found",
    code: "token_not_found",
    message: "The directory has no such token or client secret in use.",
    received,
  });
}
