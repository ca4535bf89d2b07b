import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startApplication } from "@/scripts/run-next";
import { startTool } from "../idp/oauth2/server";
import { startOpenIdProvider } from "../idp/openid/server";
import { startSamlProvider } from "../idp/saml/server";
import { lab } from "./lab";
import { spaces } from "./spaces";

/** Fills a fresh embedded database, then starts the simulators and the production build on it. */
async function main(): Promise<void> {
  Object.assign(process.env, {
    APP_URL: lab.appUrl,
    PORT: String(lab.port),
    DATA_DIR: mkdtempSync(join(tmpdir(), "gatehouse-flows-")),
    OUTBOUND_ALLOW: [lab.saml, lab.openid, lab.oauth2, lab.receiver, lab.notes]
      .map(({ port }) => `localhost:${port}`)
      .join(","),
    LOG_LEVEL: "warn",
    // All the flows come from one address.
    RATE_LIMIT_FACTOR: "100",
  });
  const { closeDependencies, dependencies } = await import("@/lib/server/process/dependencies");
  const { exampleClient, startExample } = await import("@/scripts/demo-application");
  const { seedSpace } = await import("@/scripts/seed");
  const deps = await dependencies();
  const tokens: Record<string, string> = {};
  for (const space of spaces) {
    const token = await seedSpace(deps, space);
    if (token) tokens[space.slug] = token;
  }
  writeFileSync(lab.tokensFile, JSON.stringify(tokens), { mode: 0o600 });
  const client = await exampleClient(deps, lab.notes.url);
  await closeDependencies();
  await startSamlProvider({ port: lab.saml.port });
  await startOpenIdProvider({ port: lab.openid.port });
  await startTool({ port: lab.oauth2.port });
  startExample(client, { issuer: lab.appUrl, url: lab.notes.url, port: lab.notes.port });
  const server = startApplication({});
  server.once("exit", (code) => process.exit(code ?? 1));
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => server.kill("SIGTERM"));
}

await main();
