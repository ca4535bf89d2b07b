/// <reference types="next/image-types/global" />

import type { PictureName } from "@/lib/model/help-pictures";
import activateDark from "./activate-dark.webp";
import activateLight from "./activate-light.webp";
import approvalsDark from "./approvals-dark.webp";
import approvalsLight from "./approvals-light.webp";
import configureDark from "./configure-dark.webp";
import configureLight from "./configure-light.webp";
import connectionDark from "./connection-dark.webp";
import connectionLight from "./connection-light.webp";
import connectionsDark from "./connections-dark.webp";
import connectionsLight from "./connections-light.webp";
import domainDark from "./domain-dark.webp";
import domainLight from "./domain-light.webp";
import logEntryDark from "./log-entry-dark.webp";
import logEntryLight from "./log-entry-light.webp";
import passwordsDark from "./passwords-dark.webp";
import passwordsLight from "./passwords-light.webp";
import peopleDark from "./people-dark.webp";
import peopleLight from "./people-light.webp";
import prepareDark from "./prepare-dark.webp";
import prepareLight from "./prepare-light.webp";
import refusedDark from "./refused-dark.webp";
import refusedLight from "./refused-light.webp";
import rolesDark from "./roles-dark.webp";
import rolesLight from "./roles-light.webp";
import setupDark from "./setup-dark.webp";
import setupLight from "./setup-light.webp";
import signInDark from "./sign-in-dark.webp";
import signInLight from "./sign-in-light.webp";
import testFailedDark from "./test-failed-dark.webp";
import testFailedLight from "./test-failed-light.webp";
import testPassedDark from "./test-passed-dark.webp";
import testPassedLight from "./test-passed-light.webp";

interface Drawn {
  src: string;
  width: number;
  height: number;
}

/** The picture files with their sizes, light and dark. */
export const pictures: Readonly<Record<PictureName, { light: Drawn; dark: Drawn }>> = {
  connections: { light: sized(connectionsLight), dark: sized(connectionsDark) },
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

/** The attributes of an `img`; the rest of Next's data about a file does not belong in it. */
function sized({ src, width, height }: Drawn): Drawn {
  return { src, width, height };
}
