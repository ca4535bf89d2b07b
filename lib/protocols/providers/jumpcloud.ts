import { nameIdFormats } from "@/lib/model/connections/choices";
import { give, giveOptionally, shortNames, standardClaims, take, takeInstead } from "./meanings";
import type { Provider } from "./provider";
import { enter, paste, pick, press, rows, takeHere, tick } from "./screen";

export const jumpcloud: Provider = {
  id: "jumpcloud",
  name: "JumpCloud",
  summary: "JumpCloud Directory",
  aliases: ["jump cloud"],
  protocols: {
    saml: {
      nameIdFormat: nameIdFormats.email,
      give: [
        give("entityId", "SP Entity ID"),
        give("acsUrl", "ACS URLs"),
        giveOptionally("loginAddress", "Login URL"),
      ],
      take: [take("metadataUrl", "Copy Metadata URL"), takeInstead("metadataXml", "Export Metadata")],
      attributes: shortNames,
      groups: {
        sent: "when_added",
        attribute: "groups",
        caveat:
          "Groups are sent only if **Include group attribute** is selected, under the name that you enter there.",
      },
      steps: [
        {
          title: "Create the application",
          text: "In the JumpCloud Admin Portal open **SSO Applications**, choose **Add New Application**, then **Custom Application**, and configure single sign-on with **SAML**.",
          screen: {
            window: "JumpCloud Admin Portal",
            tabs: ["User Groups", "SSO Applications"],
            open: "SSO Applications",
            lines: [press("Add New Application"), press("Custom Application"), pick("SAML")],
          },
        },
        {
          title: "Choose an entity ID for JumpCloud",
          text: "**IdP Entity ID** is JumpCloud's own name for us. Enter any name that no other application uses, such as `jumpcloud-gatehouse`. It returns here with the metadata.",
          screen: {
            window: "JumpCloud Admin Portal · Your application",
            tabs: ["SSO", "User Groups"],
            open: "SSO",
            lines: [enter("IdP Entity ID", "jumpcloud-gatehouse")],
          },
        },
        {
          title: "Enter our values in JumpCloud",
          text: "Paste our values into **SP Entity ID** and **ACS URLs**.",
          copies: ["entityId", "acsUrl"],
          screen: {
            window: "JumpCloud Admin Portal · Your application",
            tabs: ["SSO", "User Groups"],
            open: "SSO",
            lines: [paste("SP Entity ID", "entityId"), paste("ACS URLs", "acsUrl")],
          },
        },
        {
          title: "Choose the Name ID",
          text: "Set **SAMLSubject NameID** to **email** and its format to **emailAddress**. Select **Declare Redirect Endpoint**: without it, the metadata lacks the address that we send people to.",
          screen: {
            window: "JumpCloud Admin Portal · Your application",
            tabs: ["SSO", "User Groups"],
            open: "SSO",
            lines: [
              enter("SAMLSubject NameID", "email"),
              enter("SAMLSubject NameID Format", "emailAddress"),
              tick("Declare Redirect Endpoint"),
            ],
          },
        },
        {
          title: "Add the attributes",
          text: "Under **User Attributes** add `email` with **email**, `firstName` with **firstname** and `lastName` with **lastname**.",
          screen: {
            window: "JumpCloud Admin Portal · Your application",
            tabs: ["SSO", "User Groups"],
            open: "SSO",
            lines: [
              rows(
                "User Attributes",
                ["Service provider", "JumpCloud"],
                [
                  ["email", "email"],
                  ["firstName", "firstname"],
                  ["lastName", "lastname"],
                ],
              ),
            ],
          },
        },
        {
          title: "Send groups, if roles depend on them",
          text: "Select **Include group attribute** and name it `groups`.",
          optional: true,
          screen: {
            window: "JumpCloud Admin Portal · Your application",
            tabs: ["SSO", "User Groups"],
            open: "SSO",
            lines: [tick("Include group attribute"), enter("Group attribute name", "groups")],
          },
        },
        {
          title: "Assign people",
          text: "On the **User Groups** tab select the groups that may sign in, including yours, and choose **Activate**.",
          screen: {
            window: "JumpCloud Admin Portal · Your application",
            tabs: ["SSO", "User Groups"],
            open: "User Groups",
            lines: [tick("The groups that may sign in"), press("Activate")],
          },
        },
        {
          title: "Enter JumpCloud's values here",
          text: "Open the application again and choose **Copy Metadata URL**, or **Export Metadata** and upload the file.",
          screen: {
            window: "JumpCloud Admin Portal · Your application",
            tabs: ["SSO", "User Groups"],
            open: "SSO",
            lines: [takeHere("Copy Metadata URL"), takeHere("Export Metadata")],
          },
        },
      ],
      notes: [
        "The certificate is created when the application is activated, so the metadata is complete only after that.",
      ],
    },
    oidc: {
      give: [give("redirectUri", "Redirect URIs"), giveOptionally("initiateUrl", "Login URL")],
      take: [
        take("issuer", "Issuer (always the same)", "https://oauth.id.jumpcloud.com"),
        take("clientId", "Client ID"),
        take("clientSecret", "Client Secret"),
      ],
      attributes: standardClaims,
      groups: {
        sent: "when_added",
        attribute: "groups",
        caveat:
          "Groups are sent only if **Include group attribute** is selected, under the name that you enter there.",
      },
      steps: [
        {
          title: "Create the application",
          text: "In the JumpCloud Admin Portal open **SSO Applications**, choose **Add New Application**, then **Custom Application**, and configure single sign-on with **OIDC**.",
          screen: {
            window: "JumpCloud Admin Portal",
            tabs: ["User Groups", "SSO Applications"],
            open: "SSO Applications",
            lines: [press("Add New Application"), press("Custom Application"), pick("OIDC")],
          },
        },
        {
          title: "Enter our values in JumpCloud",
          text: "Paste our first value into **Redirect URIs** and, for people who start from JumpCloud, the second into **Login URL**. Choose **Client Secret Basic** as the authentication type.",
          copies: ["redirectUri", "initiateUrl"],
          screen: {
            window: "JumpCloud Admin Portal · Your application",
            tabs: ["SSO", "User Groups"],
            open: "SSO",
            lines: [
              paste("Redirect URIs", "redirectUri"),
              paste("Login URL", "initiateUrl"),
              enter("Client authentication type", "Client Secret Basic"),
            ],
          },
        },
        {
          title: "Allow the scopes",
          text: "Under **Attribute Mapping** select the standard scopes **Email** and **Profile**.",
          screen: {
            window: "JumpCloud Admin Portal · Your application",
            tabs: ["SSO", "User Groups"],
            open: "SSO",
            lines: [tick("Email"), tick("Profile")],
          },
        },
        {
          title: "Assign people and enter the values here",
          text: "On the **User Groups** tab select the groups that may sign in, including yours, and activate. JumpCloud shows **Client ID** and **Client Secret** once: copy both now. The issuer is `https://oauth.id.jumpcloud.com`.",
          screen: {
            window: "JumpCloud Admin Portal · Your application",
            tabs: ["SSO", "User Groups"],
            open: "User Groups",
            lines: [
              tick("The groups that may sign in"),
              press("Activate"),
              takeHere("Client ID"),
              takeHere("Client Secret"),
            ],
          },
        },
      ],
      notes: [
        "A lost client secret cannot be shown again. Create a new one in the application and paste it here.",
      ],
    },
  },
};
