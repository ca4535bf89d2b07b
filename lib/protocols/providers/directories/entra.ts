import { enter, paste, pick, press } from "../screen";
import type { DirectoryGuide } from "./directory-guide";

const window = "Microsoft Entra admin center · Your application";
const tabs = ["Overview", "Users and groups", "Single sign-on", "Provisioning"] as const;

/** Entra ID sends by a service of its own every 40 minutes. Its gallery wants client credentials. */
export const entra: DirectoryGuide = {
  id: "entra",
  name: "Microsoft Entra ID",
  called: "Entra ID",
  summary: "Formerly Azure Active Directory",
  authentications: ["token", "client"],
  labels: {
    baseUrl: "Tenant URL",
    token: "Secret token",
    tokenUrl: "Token endpoint",
    clientId: "Client identifier",
    clientSecret: "Client secret",
  },
  rhythm:
    "Entra ID asks at once when you choose Test connection. People follow within 40 minutes of Start provisioning; Provision on demand sends one person now.",
  steps: (by) => [
    {
      title: "Open provisioning",
      text: "In the Microsoft Entra admin center open **Enterprise applications** and the application that your people sign in with. Choose **Provisioning**, then **New configuration**. Older screens say **Get started** and ask for **Provisioning Mode**: choose **Automatic**.",
      screen: { window, tabs, open: "Provisioning", lines: [press("New configuration")] },
    },
    by === "token"
      ? {
          title: "Enter our values in Entra ID",
          text: "Choose **Bearer authentication**. Paste our address into **Tenant URL** and our token into **Secret token**. Choose **Test connection**: Entra ID asks us for the first time. Then **Create**.",
          copies: ["baseUrl", "token"],
          screen: {
            window,
            tabs,
            open: "Provisioning",
            lines: [
              pick("Bearer authentication"),
              paste("Tenant URL", "baseUrl"),
              paste("Secret token", "token"),
              press("Test connection"),
              press("Create"),
            ],
          },
        }
      : {
          title: "Enter our values in Entra ID",
          text: "Choose **OAuth2 client credentials grant**. Paste our values into **Tenant URL**, **Token endpoint**, **Client identifier** and **Client secret**. Choose **Test connection**: Entra ID asks us for the first time. Then **Create**.",
          copies: ["baseUrl", "tokenUrl", "clientId", "clientSecret"],
          screen: {
            window,
            tabs,
            open: "Provisioning",
            lines: [
              pick("OAuth2 client credentials grant"),
              paste("Tenant URL", "baseUrl"),
              paste("Token endpoint", "tokenUrl"),
              paste("Client identifier", "clientId"),
              paste("Client secret", "clientSecret"),
              press("Test connection"),
              press("Create"),
            ],
          },
        },
    {
      title: "Match people by their object ID",
      text: 'Under **Attribute mapping** open **Provision Microsoft Entra ID Users**. Set **externalId** to **objectId**, and **emails[type eq "work"].value** to the attribute with the email address, usually **mail**. Then **Save**.',
      optional: true,
      screen: {
        window,
        tabs,
        open: "Provisioning",
        lines: [
          press("Provision Microsoft Entra ID Users"),
          enter("externalId", "objectId"),
          enter('emails[type eq "work"].value', "mail"),
          press("Save"),
        ],
      },
    },
    {
      title: "Assign your people",
      text: "Choose **Users and groups**, **Add user/group**, and the groups whose people should have access. The groups themselves are sent, too, and can give roles. Groups inside a group are not.",
      screen: { window, tabs, open: "Users and groups", lines: [press("Add user/group")] },
    },
    {
      title: "Start",
      text: "Back in **Provisioning** choose **Start provisioning**. Choose **Provision on demand** and one person to see the first one arrive now.",
      screen: {
        window,
        tabs,
        open: "Provisioning",
        lines: [press("Start provisioning"), press("Provision on demand")],
      },
    },
  ],
  notes: [
    "Assigning groups needs Entra ID P1 or P2. Without it, assign people one by one.",
    "A secret token may be refused for applications of the gallery. Use client credentials then.",
    "If Entra ID shows **Quarantine**, it has stopped sending because of errors. Mend them by the request log here, then choose **Restart provisioning**.",
  ],
};
