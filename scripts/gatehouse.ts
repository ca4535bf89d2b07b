import { loadEnvFiles } from "@/lib/server/process/env-files";
import { commandLine } from "./cli/program";
import { usage } from "./cli/run";

/** The command line for operators and automation. Exit codes: 0 done, 1 refused or failed, 2 wrong call. */

loadEnvFiles(process.env.NODE_ENV === "development");
await usage(() => commandLine().parseAsync());
