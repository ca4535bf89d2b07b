import { openEmbedded } from "../driver/open-embedded";
import { longAgo } from "./rows";

// A process that opens the database in a folder and writes to it until it is killed; for tests of what remains.
const folder = process.argv[2];
if (!folder) throw new Error("which folder?");
try {
  const { store } = await openEmbedded(folder);
  console.log("open");
  const actor = { kind: "system" as const, id: null, name: null, address: null };
  for (let n = 1; process.argv[3] === "write"; n += 1) {
    await store.transaction((tx) => tx.auditOf(null).append({ actor, action: "written" }, longAgo));
    console.log(n);
  }
  setInterval(() => undefined, 60_000);
} catch (error) {
  console.log(error instanceof Error ? error.message : error);
  process.exit(1);
}
