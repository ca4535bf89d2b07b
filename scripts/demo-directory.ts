import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createDirectoryCredential } from "@/lib/features/directories/directory-credentials";
import { createDirectory, findDirectory } from "@/lib/features/directories/manage-directories";
import { directoryAddress } from "@/lib/features/directories/scim-context";
import type { AppDependencies } from "@/lib/server/process/dependencies";
import { commandContext } from "./cli/run";
import { must } from "./seed";

/** Where the SCIM simulator pushes to. */
export interface DemoDirectory {
  id: string;
  baseUrl: string;
  token: string;
}

/**
 * Creates the demonstration's directory, once for a database: its token is shown once, so it is stored beside the
 * database, readable by its owner only. It observes until somebody activates it.
 */
export async function demoDirectory(deps: AppDependencies, slug: string): Promise<DemoDirectory> {
  mkdirSync(deps.env.dataDir, { recursive: true });
  const space = await deps.store.spaces.bySlug(slug);
  if (!space) throw new Error(`there is no space ${slug}`);
  const ctx = commandContext(space);
  const file = join(deps.env.dataDir, "scim-simulator.json");
  const kept: { id: string; token: string } | null = existsSync(file)
    ? JSON.parse(readFileSync(file, "utf8"))
    : null;
  if (kept && (await findDirectory(deps.store, ctx, kept.id)).ok)
    return { ...kept, baseUrl: directoryAddress(deps.appUrl, kept.id) };
  const input = { name: "Okta (simulator)", provider: "okta", connectionId: null } as const;
  const { id } = must(await createDirectory(deps, ctx, input));
  const created = must(await createDirectoryCredential(deps, ctx, id, { kind: "token", expiresAt: null }));
  writeFileSync(file, JSON.stringify({ id, token: created.token }), { mode: 0o600 });
  return { id, token: created.token, baseUrl: directoryAddress(deps.appUrl, id) };
}
