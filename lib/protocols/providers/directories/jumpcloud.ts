import { enter, paste, pick, press, tick } from "../screen";
import type { DirectoryGuide } from "./directory-guide";

const window = "JumpCloud Admin Portal · Your application";
const tabs = ["General Info", "SSO", "Identity Management", "User Groups"] as const;

/** JumpCloud sends people of the groups that an application belongs to. */
export const jumpcloud: DirectoryGuide = {
  id: "jumpcloud",
  name: "JumpCloud",
  called: "JumpCloud",
  summary: "JumpCloud Directory Platform",
  authentications: ["token"],
  labels: { baseUrl: "Base URL", token: "Token Key" },
  rhythm:
    "JumpCloud creates a test person when you choose Test Connection, and deletes it again. People follow when you save their groups.",
  steps: () => [
    {
      title: "Open the application",
      text: "In the JumpCloud Admin Portal open **SSO Applications** and the application that your people sign in with. If there is none, choose **Add New Application**, **Custom Application**, and **Export users to this app (Identity Management)**.",
      screen: {
        window: "JumpCloud Admin Portal · SSO Applications",
        lines: [
          press("Add New Application"),
          pick("Custom Application"),
          tick("Export users to this app (Identity Management)"),
        ],
      },
    },
    {
      title: "Enter our values in JumpCloud",
      text: "On the **Identity Management** tab choose **SCIM 2.0**. Paste our values into **Base URL** and **Token Key**, and enter as **Test User Email** an address that nobody has, at one of your verified domains.",
      copies: ["baseUrl", "token"],
      screen: {
        window,
        tabs,
        open: "Identity Management",
        lines: [
          pick("SCIM 2.0"),
          paste("Base URL", "baseUrl"),
          paste("Token Key", "token"),
          enter("Test User Email", "An address that nobody has"),
        ],
      },
    },
    {
      title: "Test and turn it on",
      text: "Select **Enable management of User Groups and Group Membership in this application**, if roles depend on groups. Choose **Test Connection**: JumpCloud asks us for the first time. Then **Activate** and **Save**.",
      screen: {
        window,
        tabs,
        open: "Identity Management",
        lines: [
          tick("Enable management of User Groups and Group Membership in this application"),
          press("Test Connection"),
          press("Activate"),
          press("Save"),
        ],
      },
    },
    {
      title: "Choose the groups",
      text: "On the **User Groups** tab select the groups whose people should have access, then **Save**. JumpCloud sends everybody in them.",
      screen: {
        window,
        tabs,
        open: "User Groups",
        lines: [tick("The groups whose people should have access"), press("Save")],
      },
    },
  ],
  notes: [
    "The test person of JumpCloud shows up in the request log as created and deleted. Nobody was let in.",
    "JumpCloud sends somebody who leaves all their groups as inactive.",
  ],
};
