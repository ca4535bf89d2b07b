import { runBuilt } from "./run-built.mjs";

/** `npm run gatehouse`: the built command line; before the first build, from its source. */
if (!(await runBuilt("cli"))) {
  const { register } = await import("tsx/esm/api").catch(() => {
    console.error("Nothing is built here yet: run `npm run build` first.");
    process.exit(1);
  });
  register();
  await import("./gatehouse.ts");
}
