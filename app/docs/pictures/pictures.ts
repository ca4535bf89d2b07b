/// <reference types="next/image-types/global" />

import type { PictureName } from "@/lib/core/help-pictures";
import activateDark from "./activate-dark.png";
import activateLight from "./activate-light.png";
import approvalsDark from "./approvals-dark.png";
import approvalsLight from "./approvals-light.png";
import configureDark from "./configure-dark.png";
import configureLight from "./configure-light.png";
import connectionDark from "./connection-dark.png";
import connectionLight from "./connection-light.png";
import connectorsDark from "./connectors-dark.png";
import connectorsLight from "./connectors-light.png";
import domainDark from "./domain-dark.png";
import domainLight from "./domain-light.png";
import logEntryDark from "./log-entry-dark.png";
import logEntryLight from "./log-entry-light.png";
import passwordsDark from "./passwords-dark.png";
import passwordsLight from "./passwords-light.png";
import peopleDark from "./people-dark.png";
import peopleLight from "./people-light.png";
import prepareDark from "./prepare-dark.png";
import prepareLight from "./prepare-light.png";
import refusedDark from "./refused-dark.png";
import refusedLight from "./refused-light.png";
import rolesDark from "./roles-dark.png";
import rolesLight from "./roles-light.png";
import setupDark from "./setup-dark.png";
import setupLight from "./setup-light.png";
import signInDark from "./sign-in-dark.png";
import signInLight from "./sign-in-light.png";
import testFailedDark from "./test-failed-dark.png";
import testFailedLight from "./test-failed-light.png";
import testPassedDark from "./test-passed-dark.png";
import testPassedLight from "./test-passed-light.png";

interface Drawn {
  src: string;
  width: number;
  height: number;
}

/** The picture files with their sizes, in both lights. */
export const pictures: Readonly<Record<PictureName, { light: Drawn; dark: Drawn }>> = {
  connectors: { light: sized(connectorsLight), dark: sized(connectorsDark) },
  prepare: { light: sized(prepareLight), dark: sized(prepareDark) },
  configure: { light: sized(configureLight), dark: sized(configureDark) },
  people: { light: sized(peopleLight), dark: sized(peopleDark) },
  "test-failed": { light: sized(testFailedLight), dark: sized(testFailedDark) },
  "test-passed": { light: sized(testPassedLight), dark: sized(testPassedDark) },
  activate: { light: sized(activateLight), dark: sized(activateDark) },
  "sign-in": { light: sized(signInLight), dark: sized(signInDark) },
  connection: { light: sized(connectionLight), dark: sized(connectionDark) },
  domain: { light: sized(domainLight), dark: sized(domainDark) },
  roles: { light: sized(rolesLight), dark: sized(rolesDark) },
  approvals: { light: sized(approvalsLight), dark: sized(approvalsDark) },
  passwords: { light: sized(passwordsLight), dark: sized(passwordsDark) },
  setup: { light: sized(setupLight), dark: sized(setupDark) },
  refused: { light: sized(refusedLight), dark: sized(refusedDark) },
  "log-entry": { light: sized(logEntryLight), dark: sized(logEntryDark) },
};

/** What an `img` needs; the rest of what Next knows about a file has no place in it. */
function sized({ src, width, height }: Drawn): Drawn {
  return { src, width, height };
}
