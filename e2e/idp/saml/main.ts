import { parseArgs } from "node:util";
import { startSamlProvider } from "./server";

const { values } = parseArgs({ options: { port: { type: "string" }, "key-file": { type: "string" } } });
const provider = await startSamlProvider({
  port: Number(values.port ?? process.env.PORT ?? 4610),
  keyFile: values["key-file"],
});
console.log(`SAML simulator: ${provider.url}`);
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    provider.close().then(() => process.exit(0));
  });
}
