import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createApplication } from "@/lib/features/applications/manage-applications";
import { createOutbound } from "@/lib/infra/http-client/safe-fetch";
import { createApplicationBody } from "@/lib/schemas/application";
import type { AppDependencies } from "@/lib/server/process/dependencies";

const notes = join(import.meta.dirname, "..", "examples", "acme-notes");

/** The environment of the example application. */
export interface ExampleClient {
  clientId: string;
  clientSecret: string;
}

/**
 * Registers the example application at its address, once for a database: its secret is shown once, so it is stored
 * beside the database of the demonstration, readable by its owner only.
 */
export async function exampleClient(deps: AppDependencies, url: string): Promise<ExampleClient> {
  mkdirSync(deps.env.dataDir, { recursive: true });
  const file = join(deps.env.dataDir, "acme-notes.json");
  const kept: (ExampleClient & { url: string }) | null = existsSync(file)
    ? JSON.parse(readFileSync(file, "utf8"))
    : null;
  if (kept?.url === url && (await deps.store.applications.byId(kept.clientId))) return kept;
  const made = await createApplication(
    { ...deps, outbound: createOutbound({ allow: deps.env.outboundAllow }) },
    { kind: "command_line", id: null, name: "demo", address: null },
    createApplicationBody.parse({
      name: "Acme Notes",
      redirectUris: [`${url}/callback`],
      postLogoutRedirectUris: [`${url}/`],
      homeUri: `${url}/`,
      initiateLoginUri: `${url}/sign-in`,
      backchannelLogoutUri: `${url}/backchannel-logout`,
      logo: readFileSync(join(notes, "logo.png")).toString("base64"),
    }),
  );
  if (!made.ok) throw new Error(made.problem.message);
  const { clientId, clientSecret } = made.value;
  const client = { clientId, clientSecret: clientSecret ?? "" };
  writeFileSync(file, JSON.stringify({ ...client, url }), { mode: 0o600 });
  return client;
}

/**
 * Starts the example application as a program of its own. It ends with this one; if it fails, so does this one, as another
 * program on its port, perhaps an older example, would answer in its place.
 */
export function startExample(
  client: ExampleClient,
  settings: { issuer: string; url: string; port: number },
): void {
  const watch = pathToFileURL(join(import.meta.dirname, "end-with-parent.mjs")).href;
  const child = spawn(process.execPath, ["--import", watch, join(notes, "server.mjs")], {
    env: {
      ...process.env,
      ISSUER: settings.issuer,
      HOME_URL: settings.url,
      PORT: String(settings.port),
      CLIENT_ID: client.clientId,
      CLIENT_SECRET: client.clientSecret,
    },
    stdio: ["pipe", "ignore", "inherit"],
  });
  child.once("exit", (code) => {
    // By a signal, as Ctrl+C sends to both, there is no code.
    if (!code) return;
    console.error(`Acme Notes ended with ${code}. Is port ${settings.port} free?`);
    process.exit(1);
  });
}
