import { openEmbedded } from "@/lib/db/driver/open-embedded";
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
    async gatehouse(words: readonly string[]): Promise<Ended> {
      Object.assign(process.env, settings);
      const ended = { out: "", err: "" };
      const before = [process.stdout.write, process.stderr.write] as const;
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
        // It is the one of the test run, too.
        process.exitCode = 0;
      }
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
