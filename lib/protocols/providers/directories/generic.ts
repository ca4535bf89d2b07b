import { enter, paste, press, tick } from "../screen";
import type { DirectoryGuide } from "./directory-guide";

const window = "Your directory · Provisioning";

/** For any product that sends SCIM 2.0; the labels are those that most of them use. */
export const generic: DirectoryGuide = {
  id: "generic",
  name: "Any other product",
  called: "your directory",
  summary: "Anything that sends SCIM 2.0",
  authentications: ["token", "client"],
  labels: {
    baseUrl: "Base URL",
    token: "Bearer token",
    tokenUrl: "Token URL",
    clientId: "Client ID",
    clientSecret: "Client secret",
  },
  rhythm: "Most products ask at once when you test the connection, and send people when you assign them.",
  steps: (by) => [
    {
      title: "Find provisioning",
      text: "In your directory's console open the application and look for **Provisioning**, **User provisioning** or **SCIM**. Choose **SCIM 2.0** if there are several versions.",
      screen: { window, lines: [press("Provisioning"), enter("Version", "SCIM 2.0")] },
    },
    by === "token"
      ? {
          title: "Enter our values",
          text: "Paste our address into **Base URL**, also called SCIM endpoint or tenant URL. Paste our token into **Bearer token**, also called API token or secret token. Then test the connection.",
          copies: ["baseUrl", "token"],
          screen: {
            window,
            lines: [paste("Base URL", "baseUrl"), paste("Bearer token", "token"), press("Test")],
          },
        }
      : {
          title: "Enter our values",
          text: "Paste our address into **Base URL**, also called SCIM endpoint or tenant URL. Choose OAuth 2 with client credentials, and paste **Token URL**, **Client ID** and **Client secret**. If there is a field for the scope, enter `scim`. Then test the connection.",
          copies: ["baseUrl", "tokenUrl", "clientId", "clientSecret"],
          screen: {
            window,
            lines: [
              paste("Base URL", "baseUrl"),
              paste("Token URL", "tokenUrl"),
              paste("Client ID", "clientId"),
              paste("Client secret", "clientSecret"),
              enter("Scope", "scim"),
              press("Test"),
            ],
          },
        },
    {
      title: "Choose what is sent",
      text: "Turn on that people are created, updated and deactivated, and that groups are sent if roles depend on them. The field that tells people apart is `userName`.",
      screen: {
        window,
        lines: [
          tick("Create people"),
          tick("Update people"),
          tick("Deactivate people"),
          tick("Send groups"),
          enter("Unique identifier", "userName"),
        ],
      },
    },
    {
      title: "Assign people",
      text: "Assign the people or groups who should have access to the application. The directory sends them.",
      screen: { window, lines: [press("Assign")] },
    },
  ],
  notes: [
    "We need one email address for each person, in `emails` or as the `userName`, at one of your verified domains.",
    "People are sent before their groups, or the groups are refused and sent again later.",
  ],
};
