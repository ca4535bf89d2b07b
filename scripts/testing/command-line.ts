import { Readable } from "node:stream";
import { openEmbedded } from "@/lib/db/driver/open-embedded";
import { prepareFolder } from "@/lib/db/testing/open-test-database";
import { readSettings } from "@/lib/server/process/env";
import { commandLine } from "../cli/program";
import { usage } from "../cli/run";

interface Ended {
  code: number;
  out: string;
  err: string;
}

/**
 * The command line on an embedded database in this folder, in this process: a process for each of many calls would take
 * minutes. One call at a time.
 */
export function commandLineOn(dataDir: string) {
  // Empty counts as absent, and keeps a developer's own `.env` out.
  const settings = {
    DATABASE_URL: "",
    ENCRYPTION_KEYS: "",
    NEXTAUTH_SECRET: "",
    SMTP_URL: "",
    DATA_DIR: dataDir,
  };
  return {
    /** `input`: what it reads on standard input; `change`: settings of this call alone. */
    async gatehouse(
      words: readonly string[],
      { input = "", change = {} }: { input?: string; change?: Record<string, string> } = {},
    ): Promise<Ended> {
      Object.assign(process.env, settings, change);
      // What a process of its own would make anew.
      Object.assign(globalThis, { gatehouseSettings: undefined, gatehouseSso: undefined });
      const ended = { out: "", err: "" };
      const before = [process.stdout.write, process.stderr.write] as const;
      const stdin = Object.getOwnPropertyDescriptor(process, "stdin") ?? {};
      Object.defineProperty(process, "stdin", {
        configurable: true,
        value: Readable.from([Buffer.from(input)]),
      });
      const into = (stream: "out" | "err") => (text: string | Uint8Array) => {
        ended[stream] += String(text);
        return true;
      };
      process.stdout.write = into("out");
      process.stderr.write = into("err");
      try {
        await usage(() => commandLine().parseAsync([...words], { from: "user" }));
        return { code: Number(process.exitCode ?? 0), ...ended };
      } finally {
        [process.stdout.write, process.stderr.write] = before;
        Object.defineProperty(process, "stdin", stdin);
        // It is the one of the test run, too.
        process.exitCode = 0;
      }
    },
    /** Puts keys and an empty migrated database there, which the first call would make in ten times the time. */
    prepare() {
      readSettings(settings);
      return prepareFolder(dataDir);
    },
    /** Works in the database between two calls. */
    async inDatabase<T>(
      work: (database: Awaited<ReturnType<typeof openEmbedded>>) => Promise<T>,
    ): Promise<T> {
      const database = await openEmbedded(dataDir);
      try {
        return await work(database);
      } finally {
        await database.close();
      }
    },
  };
}
