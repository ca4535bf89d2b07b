import { nameIdFormats } from "@/lib/model/connections/choices";
import { give, giveOptionally, shortNames, standardClaims, take, takeInstead } from "./meanings";
import type { Provider } from "./provider";

export const jumpcloud: Provider = {
  id: "jumpcloud",
  name: "JumpCloud",
  summary: "JumpCloud Directory",
  aliases: ["jump cloud"],
  mark: { initials: "JC", colour: "teal" },
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
          "Groups come only where **Include group attribute** is ticked, under the name that you give there.",
      },
      steps: [
        {
          title: "Create the application",
          text: "In the JumpCloud Admin Portal open **SSO Applications**, choose **Add New Application**, then **Custom Application**, and configure single sign-on with **SAML**.",
        },
        {
          title: "Think of a name for JumpCloud",
          text: "**IdP Entity ID** is JumpCloud's own name towards us. Type any that no other application of yours has, such as `jumpcloud-gatehouse`. It comes back here with the metadata.",
        },
        {
          title: "Tell JumpCloud about us",
          text: "Paste our values into **SP Entity ID** and **ACS URLs**.",
          copies: ["entityId", "acsUrl"],
        },
        {
          title: "Choose how people are named",
          text: "Set **SAMLSubject NameID** to **email** and its format to **emailAddress**. Tick **Declare Redirect Endpoint**: without it the metadata lacks the address that we send people to.",
        },
        {
          title: "Add the attributes",
          text: "Under **User Attributes** add `email` with **email**, `firstName` with **firstname** and `lastName` with **lastname**.",
        },
        {
          title: "Send groups, if roles depend on them",
          text: "Tick **Include group attribute** and give it the name `groups`.",
          optional: true,
        },
        {
          title: "Let people in",
          text: "On the **User Groups** tab tick the groups that may sign in, yours included, and choose **Activate**.",
        },
        {
          title: "Bring JumpCloud's values here",
          text: "Open the application again and choose **Copy Metadata URL**, or **Export Metadata** and upload the file.",
        },
      ],
      notes: [
        "The certificate is made when the application is activated, so the metadata is complete only after that.",
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
          "Groups come only where **Include group attribute** is ticked, under the name that you give there.",
      },
      steps: [
        {
          title: "Create the application",
          text: "In the JumpCloud Admin Portal open **SSO Applications**, choose **Add New Application**, then **Custom Application**, and configure single sign-on with **OIDC**.",
        },
        {
          title: "Tell JumpCloud where people come back to",
          text: "Paste our first value into **Redirect URIs** and, for those who start from JumpCloud, the second into **Login URL**. Choose **Client Secret Basic** as the authentication type.",
          copies: ["redirectUri", "initiateUrl"],
        },
        {
          title: "Allow the scopes",
          text: "Under **Attribute Mapping** tick the standard scopes **Email** and **Profile**.",
        },
        {
          title: "Let people in and bring the values here",
          text: "On the **User Groups** tab tick the groups that may sign in, yours included, and activate. JumpCloud shows **Client ID** and **Client Secret** once: copy both now. The issuer is `https://oauth.id.jumpcloud.com`.",
        },
      ],
      notes: [
        "A lost client secret cannot be shown again. Make a new one in the application and paste it here.",
      ],
    },
  },
};
