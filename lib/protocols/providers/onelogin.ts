import { nameIdFormats } from "@/lib/model/connections/choices";
import { give, giveOptionally, shortNames, standardClaims, take, takeInstead } from "./meanings";
import type { Provider } from "./provider";
import { enter, paste, press, rows, takeHere, tick } from "./screen";

export const onelogin: Provider = {
  id: "onelogin",
  name: "OneLogin",
  summary: "OneLogin by One Identity",
  aliases: ["one login", "one identity"],
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
          "Send groups as a multi-value parameter with semicolon-delimited input. Otherwise all groups arrive as one long text, and no role rule matches.",
      },
      steps: [
        {
          title: "Create the application",
          text: "In the OneLogin administration open **Applications**, choose **Add App** and look for **SAML Custom Connector (Advanced)**. Enter any name and save.",
          screen: {
            window: "OneLogin Administration",
            tabs: ["Users", "Applications", "Security"],
            open: "Applications",
            lines: [
              press("Add App"),
              enter("Find Applications", "SAML Custom Connector (Advanced)"),
              press("Save"),
            ],
          },
        },
        {
          title: "Enter our values in OneLogin",
          text: "On the **Configuration** tab paste our name into **Audience** and our address into **Recipient** and **ACS URL**.",
          copies: ["entityId", "acsUrl"],
          screen: {
            window: "OneLogin Administration · Your application",
            tabs: ["Configuration", "Parameters", "SSO", "Access"],
            open: "Configuration",
            lines: [paste("Audience", "entityId"), paste("Recipient", "acsUrl"), paste("ACS URL", "acsUrl")],
          },
        },
        {
          title: "Fill in the validator",
          text: "**ACS URL Validator** needs the same address as a pattern, with a backslash before characters such as the dot. Paste our value, which is already in this form.",
          copies: ["acsUrlPattern"],
          screen: {
            window: "OneLogin Administration · Your application",
            tabs: ["Configuration", "Parameters", "SSO", "Access"],
            open: "Configuration",
            lines: [paste("ACS URL Validator", "acsUrlPattern"), press("Save")],
          },
        },
        {
          title: "Add the attributes",
          text: "On the **Parameters** tab add `email`, `firstName` and `lastName` with the fields **Email**, **First Name** and **Last Name**. Select **Include in SAML assertion** for each. Otherwise OneLogin does not send them.",
          screen: {
            window: "OneLogin Administration · Your application",
            tabs: ["Configuration", "Parameters", "SSO", "Access"],
            open: "Parameters",
            lines: [
              rows(
                "SAML Custom Connector",
                ["Field", "Value"],
                [
                  ["email", "Email"],
                  ["firstName", "First Name"],
                  ["lastName", "Last Name"],
                ],
              ),
              tick("Include in SAML assertion"),
            ],
          },
        },
        {
          title: "Send groups, if roles depend on them",
          text: "Add the parameter `groups`, select **Multi-value parameter** and **Include in SAML assertion**, and choose **Semicolon Delimited input (Multi-value output)**.",
          optional: true,
          screen: {
            window: "OneLogin Administration · Your application",
            tabs: ["Configuration", "Parameters", "SSO", "Access"],
            open: "Parameters",
            lines: [
              enter("Field name", "groups"),
              tick("Include in SAML assertion"),
              tick("Multi-value parameter"),
              enter("Default if no value selected", "Semicolon Delimited input (Multi-value output)"),
            ],
          },
        },
        {
          title: "Enter OneLogin's values here",
          text: "Save, open **More Actions** and choose **SAML Metadata**. Upload the file here.",
          screen: {
            window: "OneLogin Administration · Your application",
            tabs: ["Configuration", "Parameters", "SSO", "Access"],
            open: "SSO",
            lines: [press("More Actions"), takeHere("SAML Metadata")],
          },
        },
        {
          title: "Assign people",
          text: "On the **Access** tab or in the **Users** menu assign the application to the people who may sign in, including yourself: the test needs one.",
          screen: {
            window: "OneLogin Administration · Your application",
            tabs: ["Configuration", "Parameters", "SSO", "Access"],
            open: "Access",
            lines: [enter("Roles", "The roles of the people who may sign in"), press("Save")],
          },
        },
      ],
      notes: [
        "Set **SAML signature algorithm** on the **SSO** tab to **SHA-256**: responses signed with SHA-1 are refused.",
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
        caveat: "The claim `groups` is sent only if the groups parameter of the application is set.",
      },
      steps: [
        {
          title: "Create the application",
          text: "In the OneLogin administration open **Applications**, choose **Add App** and look for **OpenId Connect (OIDC)**. Enter any name and save.",
          screen: {
            window: "OneLogin Administration",
            tabs: ["Users", "Applications", "Security"],
            open: "Applications",
            lines: [press("Add App"), enter("Find Applications", "OpenId Connect (OIDC)"), press("Save")],
          },
        },
        {
          title: "Enter our values in OneLogin",
          text: "On the **Configuration** tab paste our value into **Redirect URIs** and save.",
          copies: ["redirectUri"],
          screen: {
            window: "OneLogin Administration · Your application",
            tabs: ["Configuration", "Parameters", "SSO", "Access"],
            open: "Configuration",
            lines: [paste("Redirect URIs", "redirectUri"), press("Save")],
          },
        },
        {
          title: "Enter OneLogin's values here",
          text: "On the **SSO** tab copy **Client ID**, **Client Secret** and **Issuer URL** into the form here.",
          screen: {
            window: "OneLogin Administration · Your application",
            tabs: ["Configuration", "Parameters", "SSO", "Access"],
            open: "SSO",
            lines: [takeHere("Client ID"), takeHere("Client Secret"), takeHere("Issuer URL")],
          },
        },
        {
          title: "Assign people",
          text: "On the **Access** tab or in the **Users** menu assign the application to the people who may sign in, including yourself: the test needs one.",
          screen: {
            window: "OneLogin Administration · Your application",
            tabs: ["Configuration", "Parameters", "SSO", "Access"],
            open: "Access",
            lines: [enter("Roles", "The roles of the people who may sign in"), press("Save")],
          },
        },
      ],
      notes: [
        "OneLogin does not say whether an email address was verified. People can sign in if your email domain is verified here.",
      ],
    },
  },
};
