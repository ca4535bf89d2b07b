import { parseArgs } from "node:util";
import { startOpenIdProvider } from "./server";

const { values } = parseArgs({
  options: {
    port: { type: "string" },
    hostname: { type: "string" },
    "redirect-uri": { type: "string", multiple: true },
  },
});
const port = Number(values.port ?? process.env.PORT ?? 4620);
const redirectUris =
  values["redirect-uri"] ?? (process.env.REDIRECT_URIS ?? "").split(/[ ,]+/).filter(Boolean);
const provider = await startOpenIdProvider({ port, hostname: values.hostname, redirectUris });
console.log(`OpenID simulator: ${provider.url}`);
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    provider.close().then(() => process.exit(0));
  });
}
