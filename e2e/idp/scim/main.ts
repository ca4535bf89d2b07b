import { parseArgs } from "node:util";
import { startScimClient } from "./server";

const { values } = parseArgs({ options: { port: { type: "string" } } });
const client = await startScimClient({ port: Number(values.port ?? process.env.PORT ?? 4640) });
console.log(`SCIM simulator: ${client.url}`);
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    client.close().then(() => process.exit(0));
  });
}
