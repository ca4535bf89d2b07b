import { runBuilt } from "./run-built.mjs";

/** `npm start`: the production server, as built by `npm run build`. */
if (!(await runBuilt("server"))) {
  console.error("Nothing is built here yet: run `npm run build` first.");
  process.exit(1);
}
