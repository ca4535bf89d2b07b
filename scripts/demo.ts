import { startTool } from "../e2e/idp/oauth2/server";
import { startOpenIdProvider } from "../e2e/idp/openid/server";
import { startSamlProvider } from "../e2e/idp/saml/server";
import { startScimClient } from "../e2e/idp/scim/server";
import { type ExampleClient, startExample } from "./demo-application";
import type { DemoDirectory } from "./demo-directory";
import { buildApplication, startApplication, startDevelopment, untilReady } from "./run-next";
import type { SeedSpace } from "./seed";

/**
 * `npm run demo`: the application on an embedded database, a space with its administrator, and the simulators. `npm
 * run dev`: the same with Next's development server, which reloads changed code.
 */

const development = process.argv.includes("--dev");
const port = Number(process.env.PORT ?? 3000);
const samlPort = Number(process.env.SAML_SIMULATOR_PORT ?? 4610);
const openIdPort = Number(process.env.OPENID_SIMULATOR_PORT ?? 4620);
const toolPort = Number(process.env.TOOL_SIMULATOR_PORT ?? 4630);
const scimPort = Number(process.env.SCIM_SIMULATOR_PORT ?? 4640);
const examplePort = Number(process.env.EXAMPLE_PORT ?? 4700);
const exampleUrl = `http://localhost:${examplePort}`;
const appUrl = process.env.APP_URL ?? `http://localhost:${port}`;
const dataDir = process.env.DATA_DIR ?? (development ? ".data-dev" : ".data-demo");
const password = "plum harbour lantern 42";

const space: SeedSpace = {
  slug: "acme",
  name: "Acme",
  domains: ["acme.example"],
  seats: { reader: 25, editor: 10, admin: 5 },
  people: [
    {
      email: "admin@acme.example",
      firstName: "Alex",
      lastName: "Rivera",
      role: "admin",
      password,
      isItAdministrator: true,
    },
    {
      email: "operator@gatehouse.example",
      firstName: "Olu",
      lastName: "Grant",
      role: "admin",
      password,
      isOperator: true,
    },
  ],
};

async function main(): Promise<void> {
  if (!development) {
    console.log("Building the application (about half a minute) …");
    await buildApplication();
  }
  Object.assign(process.env, {
    APP_URL: appUrl,
    PORT: String(port),
    DATA_DIR: dataDir,
    OUTBOUND_ALLOW: `localhost:${samlPort},localhost:${openIdPort},localhost:${toolPort},localhost:${examplePort}`,
    LOG_LEVEL: process.env.LOG_LEVEL ?? "warn",
  });
  const { example, directory } = await seed();
  const saml = await startSamlProvider({ port: samlPort, keyFile: `${dataDir}/simulator-keys.json` });
  const openId = await startOpenIdProvider({ port: openIdPort });
  const tool = await startTool({ port: toolPort });
  const scim = await startScimClient({ port: scimPort, target: directory, flavour: "okta" });
  const server = development ? await startDevelopment({}) : startApplication({});
  server.once("exit", (code) => process.exit(code ?? 1));
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => server.kill("SIGTERM"));
  await untilReady(`${appUrl}/api/ready`, server);
  startExample(example, { issuer: appUrl, url: exampleUrl, port: examplePort });
  console.log(`
Gatehouse is up.

  Acme Notes ${exampleUrl}       an application behind it: sign in there

  Open       ${appUrl}/acme/login
  Sign in    admin@acme.example       (administrator of the space Acme)
             operator@gatehouse.example   (staff: ${appUrl}/operator)
  Password   ${password}

  Security → Single sign-on starts the wizard. Choose “Another provider” and take the values from a simulator:

  SAML       ${saml.url}       metadata: ${saml.metadataUrl}
  OpenID     ${openId.url}       issuer: ${openId.url}   (paste the redirect URI there)
  Tool       ${tool.url}       for “Another tool”, by OAuth 2   (paste the redirect URL there)
  SCIM       ${scim.url}       pushes people and groups to the directory “Okta (simulator)” of Acme, which observes

  All data is in ${dataDir}. Ctrl+C stops it.
`);
}

/** The database belongs to one process: it is filled before the server opens it. */
async function seed(): Promise<{ example: ExampleClient; directory: DemoDirectory }> {
  const { closeDependencies, dependencies } = await import("../lib/server/process/dependencies");
  const { seedSpace } = await import("./seed");
  const { exampleClient } = await import("./demo-application");
  const { demoDirectory } = await import("./demo-directory");
  await seedSpace(await dependencies(), space);
  const example = await exampleClient(await dependencies(), exampleUrl);
  const directory = await demoDirectory(await dependencies(), space.slug);
  await closeDependencies();
  return { example, directory };
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
