import { startTool } from "./server";

const tool = await startTool({ port: Number(process.env.PORT ?? 4630) });
console.log(`Tool simulator: ${tool.url}`);
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    tool.close().then(() => process.exit(0));
  });
}
