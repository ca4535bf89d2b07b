import { Command } from "commander";
import { productVersion } from "@/lib/server/process/product-version";
import { addApplicationCommands } from "./application";
import { addAuditCommands } from "./audit";
import { addConfigCommands } from "./config";
import { addDirectoryCommands } from "./directory";
import { addDoctorCommand } from "./doctor";
import { addDomainCommands } from "./domain";
import { addImportCommands } from "./import";
import { addKeysCommands } from "./keys";
import { addSpaceCommands } from "./space";
import { addTokenCommands } from "./token";
import { addUserCommands } from "./user";

/** All commands. A wrong call throws instead of ending the process. */
export function commandLine(): Command {
  const program = new Command("gatehouse")
    .description("Manages an installation of Gatehouse. With the embedded database, stop the server first.")
    .version(productVersion(), "-V, --version", "prints the version")
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
  return program;
}
