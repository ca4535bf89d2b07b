import { runBuilt } from "./run-built.mjs";

/** `npm start`: the server, in production, as `npm run build` has made it. */
if (!(await runBuilt("server"))) {
  console.error("Nothing is built here yet: run `npm run build` first.");
  process.exit(1);
}
