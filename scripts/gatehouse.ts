import { Command } from "commander";
import { loadEnvFiles } from "@/lib/server/process/env-files";
import { addApplicationCommands } from "./cli/application";
import { addAuditCommands } from "./cli/audit";
import { addConfigCommands } from "./cli/config";
import { addDirectoryCommands } from "./cli/directory";
import { addDoctorCommand } from "./cli/doctor";
import { addDomainCommands } from "./cli/domain";
import { addImportCommands } from "./cli/import";
import { addKeysCommands } from "./cli/keys";
import { usage } from "./cli/run";
import { addSpaceCommands } from "./cli/space";
import { addTokenCommands } from "./cli/token";
import { addUserCommands } from "./cli/user";

/** The command line for operators and automation. Exit codes: 0 done, 1 refused or failed, 2 wrong call. */

const program = new Command("gatehouse")
  .description("Manages an installation of Gatehouse. With the embedded database, stop the server first.")
  .showHelpAfterError("(add --help for what can be said here)")
  .helpCommand(true)
  .exitOverride();

addSpaceCommands(program);
addUserCommands(program);
addDirectoryCommands(program);
addTokenCommands(program);
addDomainCommands(program);
addApplicationCommands(program);
addKeysCommands(program);
addConfigCommands(program);
addImportCommands(program);
addAuditCommands(program);
addDoctorCommand(program);

loadEnvFiles(process.env.NODE_ENV === "development");
await usage(() => program.parseAsync());
