import { nameIdFormats } from "@/lib/model/connections/choices";
import { give, giveOptionally, shortNames, standardClaims, take, takeInstead } from "./meanings";
import type { Provider } from "./provider";

export const onelogin: Provider = {
  id: "onelogin",
  name: "OneLogin",
  summary: "OneLogin by One Identity",
  aliases: ["one login", "one identity"],
  mark: { initials: "1L", colour: "red" },
  protocols: {
    saml: {
      nameIdFormat: nameIdFormats.email,
      give: [
        give("entityId", "Audience"),
        give("acsUrl", "Recipient"),
        give("acsUrl", "ACS URL"),
        give("acsUrlPattern", "ACS URL Validator"),
        giveOptionally("loginAddress", "Login URL"),
      ],
      take: [take("metadataXml", "SAML Metadata"), takeInstead("metadataUrl", "Issuer URL")],
      attributes: shortNames,
      groups: {
        sent: "when_added",
        attribute: "groups",
        caveat:
          "Send groups as a parameter for several values with semicolons between them in the input. Otherwise all groups arrive as one long text, and no role rule fits.",
      },
      steps: [
        {
          title: "Create the application",
          text: "In the OneLogin administration open **Applications**, choose **Add App** and look for **SAML Custom Connector (Advanced)**. Give it any name and save.",
        },
        {
          title: "Tell OneLogin about us",
          text: "On the **Configuration** tab paste our name into **Audience** and our address into **Recipient** and **ACS URL**.",
          copies: ["entityId", "acsUrl"],
        },
        {
          title: "Fill in the validator",
          text: "**ACS URL Validator** wants the same address as a pattern, where signs like the dot have a backslash before them. Paste ours, which is written so.",
          copies: ["acsUrlPattern"],
        },
        {
          title: "Add the attributes",
          text: "On the **Parameters** tab add `email`, `firstName` and `lastName` with the fields **Email**, **First Name** and **Last Name**. Tick **Include in SAML assertion** for each; without it OneLogin keeps them to itself.",
        },
        {
          title: "Send groups, if roles depend on them",
          text: "Add the parameter `groups`, tick **Multi-value parameter** and **Include in SAML assertion**, and choose **Semicolon Delimited input (Multi-value output)**.",
          optional: true,
        },
        {
          title: "Bring OneLogin's values here",
          text: "Save, open **More Actions** and choose **SAML Metadata**. Upload the file here.",
        },
        {
          title: "Let people in",
          text: "On the **Access** tab or in the **Users** menu give the application to who may sign in, yourself included: the test needs one.",
        },
      ],
      notes: [
        "Set **SAML signature algorithm** on the **SSO** tab to **SHA-256**: answers signed with SHA-1 are refused.",
      ],
    },
    oidc: {
      give: [
        give("redirectUri", "Redirect URIs"),
        giveOptionally("initiateUrl", "Login Url"),
        giveOptionally("postLogoutRedirectUri", "Post Logout Redirect URIs"),
      ],
      take: [
        take("issuer", "Issuer URL", "https://{your company}.onelogin.com/oidc/2"),
        take("clientId", "Client ID"),
        take("clientSecret", "Client Secret"),
      ],
      attributes: { ...standardClaims, groups: "groups" },
      groups: {
        sent: "when_added",
        attribute: "groups",
        caveat: "The claim `groups` comes only where the groups parameter of the application is set.",
      },
      steps: [
        {
          title: "Create the application",
          text: "In the OneLogin administration open **Applications**, choose **Add App** and look for **OpenId Connect (OIDC)**. Give it any name and save.",
        },
        {
          title: "Tell OneLogin where people come back to",
          text: "On the **Configuration** tab paste our value into **Redirect URIs** and save.",
          copies: ["redirectUri"],
        },
        {
          title: "Bring OneLogin's values here",
          text: "On the **SSO** tab copy **Client ID**, **Client Secret** and **Issuer URL** into the form here.",
        },
        {
          title: "Let people in",
          text: "On the **Access** tab or in the **Users** menu give the application to who may sign in, yourself included: the test needs one.",
        },
      ],
      notes: [
        "OneLogin does not say whether an e-mail address was verified. People are let in when your e-mail domain is verified here.",
      ],
    },
  },
};
