import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { builtinModules } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test, vi } from "vitest";
import { prepareFolder } from "@/lib/db/testing/open-test-database";
import { readSettings } from "@/lib/server/process/env";
import { bundle, bundleServer } from "./bundle";

const root = join(import.meta.dirname, "..");
// Where the bundles find their libraries, as in a build.
const folder = mkdtempSync(join(root, "node_modules", ".gatehouse-bundles-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const packageOf = (path: string) =>
  path
    .split("/")
    .slice(0, path.startsWith("@") ? 2 : 1)
    .join("/");

test("the server and the command line use only libraries that production installs", {
  timeout: 180_000,
}, async () => {
  const used = await bundleServer(join(folder, "server"));
  const packages = used
    .map(packageOf)
    .filter((name) => !name.startsWith("node:") && !builtinModules.includes(name));
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  expect(packages).toEqual(expect.arrayContaining(["next", "pg", "commander"]));
  expect(packages.filter((name) => !(name in dependencies))).toEqual([]);
  for (const name of ["tsx", "typescript", "esbuild"]) expect(devDependencies).toHaveProperty(name);
});

/** The bundle of the server and those of Next's routes are such copies in one process. */
async function twoCopies(): Promise<typeof import("./testing/shared-in-the-process")[]> {
  await bundle({ shared: "scripts/testing/shared-in-the-process.ts" }, join(folder, "one"));
  cpSync(join(folder, "one"), join(folder, "two"), { recursive: true });
  const load = (name: string) =>
    import(/* @vite-ignore */ pathToFileURL(join(folder, name, "shared.mjs")).href);
  return [await load("one"), await load("two")];
}

test("two bundles in one process share one set of dependencies, and recognise each other's errors", {
  // A full bundle is built.
  timeout: 180_000,
}, async () => {
  vi.stubEnv("DATA_DIR", join(folder, "data"));
  vi.stubEnv("LOG_LEVEL", "silent");
  for (const name of ["DATABASE_URL", "ENCRYPTION_KEYS", "NEXTAUTH_SECRET"]) vi.stubEnv(name, "");
  readSettings(process.env);
  await prepareFolder(join(folder, "data"));
  const [server, routes] = await twoCopies();
  if (!server || !routes) throw new Error("no copies");
  expect(server.OutboundError).not.toBe(routes.OutboundError);

  // A second database in the same folder would be refused.
  const deps = await server.dependencies();
  expect(await routes.dependencies()).toBe(deps);
  expect(routes.settings()).toBe(deps.env);
  const sso = await routes.ssoDependencies();
  expect(await server.ssoDependencies()).toBe(sso);
  expect(sso.rateLimits).toBe(deps.rateLimits);

  expect(routes.isDraining()).toBe(false);
  server.startDraining();
  expect(routes.isDraining()).toBe(true);

  const error = sso.outbound.check("http://192.168.1.1/");
  expect([server.isOutboundError(error), routes.isOutboundError(error)]).toEqual([true, true]);
  expect(error instanceof routes.OutboundError && error instanceof server.OutboundError).toBe(false);
  expect(server.isOutboundError(new Error("another"))).toBe(false);
  await routes.closeDependencies();
  await expect(deps.store.spaces.bySlug("acme")).rejects.toThrow();
});
