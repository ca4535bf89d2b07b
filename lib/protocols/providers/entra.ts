import { nameIdFormats } from "@/lib/model/connections/choices";
import { claimAddresses, give, giveOptionally, standardClaims, take, takeInstead } from "./meanings";
import type { Provider } from "./provider";
import { enter, paste, pick, press, rows, takeHere, tick } from "./screen";

const groupsClaim = "http://schemas.microsoft.com/ws/2008/06/identity/claims/groups";

export const entra: Provider = {
  id: "entra",
  name: "Microsoft Entra ID",
  summary: "Formerly Azure Active Directory; the directory of Microsoft 365",
  aliases: ["azure", "azure ad", "aad", "active directory", "office 365", "microsoft 365"],
  samlLoginHint: "query",
  protocols: {
    saml: {
      nameIdFormat: nameIdFormats.email,
      give: [
        give("entityId", "Identifier (Entity ID)"),
        give("acsUrl", "Reply URL (Assertion Consumer Service URL)"),
        give("loginAddress", "Sign on URL"),
      ],
      take: [
        take("metadataUrl", "App Federation Metadata Url"),
        takeInstead("metadataXml", "Federation Metadata XML"),
      ],
      attributes: { ...claimAddresses, groups: groupsClaim },
      groups: {
        sent: "when_added",
        attribute: groupsClaim,
        caveat:
          "Groups arrive as object IDs, such as 5d1f3c0e-7a1e-…, not as names: use the IDs in the role rules. With more than 150 groups, Entra ID sends a link instead of the list. In that case, restrict the claim to groups assigned to the application.",
      },
      steps: [
        {
          title: "Create the application",
          text: "In the Entra admin center open **Enterprise applications**, choose **New application**, then **Create your own application**. Name it and pick **Integrate any other application you don't find in the gallery (Non-gallery)**.",
          screen: {
            window: "Microsoft Entra admin center",
            tabs: ["Enterprise applications", "App registrations"],
            open: "Enterprise applications",
            lines: [
              press("New application"),
              press("Create your own application"),
              pick("Integrate any other application you don't find in the gallery (Non-gallery)"),
            ],
          },
        },
        {
          title: "Choose SAML",
          text: "Open **Single sign-on** in the menu of the new application and choose **SAML**.",
          screen: {
            window: "Microsoft Entra admin center · Your application",
            tabs: ["Overview", "Users and groups", "Single sign-on"],
            open: "Single sign-on",
            lines: [pick("SAML")],
          },
        },
        {
          title: "Enter our values in Entra ID",
          text: "Edit **Basic SAML Configuration** and paste our values into **Identifier (Entity ID)**, **Reply URL (Assertion Consumer Service URL)** and **Sign on URL**. Save. Answer no when it offers to test: the test here shows more.",
          copies: ["entityId", "acsUrl", "loginAddress"],
          screen: {
            window: "Microsoft Entra admin center · Basic SAML Configuration",
            tabs: ["Overview", "Users and groups", "Single sign-on"],
            open: "Single sign-on",
            lines: [
              paste("Identifier (Entity ID)", "entityId"),
              paste("Reply URL (Assertion Consumer Service URL)", "acsUrl"),
              paste("Sign on URL", "loginAddress"),
              press("Save"),
            ],
          },
        },
        {
          title: "Check the attributes",
          text: "Under **Attributes & Claims** keep the existing claims: email address, given name and surname are already sent. People without a mailbox have an empty **Mail** field in the directory. For them, the claim **emailaddress** can use **user.userprincipalname**.",
          screen: {
            window: "Microsoft Entra admin center · Attributes & Claims",
            tabs: ["Overview", "Users and groups", "Single sign-on"],
            open: "Single sign-on",
            lines: [
              rows(
                "Additional claims",
                ["Claim name", "Value"],
                [
                  ["emailaddress", "user.mail"],
                  ["givenname", "user.givenname"],
                  ["surname", "user.surname"],
                ],
              ),
            ],
          },
        },
        {
          title: "Send groups, if roles depend on them",
          text: "Under **Attributes & Claims** choose **Add a group claim** and **Groups assigned to the application**.",
          optional: true,
          screen: {
            window: "Microsoft Entra admin center · Attributes & Claims",
            tabs: ["Overview", "Users and groups", "Single sign-on"],
            open: "Single sign-on",
            lines: [press("Add a group claim"), pick("Groups assigned to the application")],
          },
        },
        {
          title: "Enter Entra ID's values here",
          text: "Under **SAML Certificates** copy **App Federation Metadata Url** into the form here.",
          screen: {
            window: "Microsoft Entra admin center · SAML Certificates",
            tabs: ["Overview", "Users and groups", "Single sign-on"],
            open: "Single sign-on",
            lines: [takeHere("App Federation Metadata Url"), takeHere("Federation Metadata XML")],
          },
        },
        {
          title: "Assign people",
          text: "Under **Users and groups** add the people who may sign in, including yourself: the test needs one.",
          screen: {
            window: "Microsoft Entra admin center · Your application",
            tabs: ["Overview", "Users and groups", "Single sign-on"],
            open: "Users and groups",
            lines: [press("Add user/group")],
          },
        },
      ],
      notes: [
        "The signing certificate lasts three years. Entra ID does not start to use a new one automatically.",
        "People who are not assigned see a Microsoft error page with the code AADSTS50105.",
      ],
    },
    oidc: {
      give: [
        give("redirectUri", "Redirect URI"),
        giveOptionally("postLogoutRedirectUri", "Another redirect URI, for signing out"),
      ],
      take: [
        take(
          "issuer",
          "OpenID Connect metadata document",
          "https://login.microsoftonline.com/{tenant ID}/v2.0/.well-known/openid-configuration",
        ),
        take("clientId", "Application (client) ID"),
        take("clientSecret", "Value"),
      ],
      attributes: { ...standardClaims, groups: "groups" },
      groups: {
        sent: "when_added",
        attribute: "groups",
        caveat:
          "Groups arrive as object IDs, not as names: use the IDs in the role rules. With more than 200 groups, Entra ID sends a link instead of the list. In that case, restrict the claim to groups assigned to the application.",
      },
      steps: [
        {
          title: "Register the application",
          text: "In the Entra admin center open **App registrations**, choose **New registration** and enter any name. Under **Supported account types** choose the single tenant: **Accounts in this organizational directory only**.",
          screen: {
            window: "Microsoft Entra admin center",
            tabs: ["Enterprise applications", "App registrations"],
            open: "App registrations",
            lines: [press("New registration"), pick("Accounts in this organizational directory only")],
          },
        },
        {
          title: "Enter our values in Entra ID",
          text: "Under **Redirect URI** choose the platform **Web**, paste our value and register.",
          copies: ["redirectUri"],
          screen: {
            window: "Microsoft Entra admin center · Register an application",
            lines: [enter("Platform", "Web"), paste("Redirect URI", "redirectUri"), press("Register")],
          },
        },
        {
          title: "Create a client secret",
          text: "Open **Certificates & secrets** and choose **New client secret**. Copy the **Value** immediately: it is shown only now. The **Secret ID** next to it is not the secret.",
          screen: {
            window: "Microsoft Entra admin center · Your application",
            tabs: ["Overview", "Authentication", "Certificates & secrets", "Token configuration"],
            open: "Certificates & secrets",
            lines: [press("New client secret"), takeHere("Value"), enter("Secret ID", "Not this one")],
          },
        },
        {
          title: "Add the claims",
          text: "Open **Token configuration**, choose **Add optional claim**, then **ID**, and select `email`, `given_name` and `family_name`. Agree when it asks for the permissions that they need.",
          screen: {
            window: "Microsoft Entra admin center · Your application",
            tabs: ["Overview", "Authentication", "Certificates & secrets", "Token configuration"],
            open: "Token configuration",
            lines: [
              press("Add optional claim"),
              pick("ID"),
              tick("email"),
              tick("given_name"),
              tick("family_name"),
            ],
          },
        },
        {
          title: "Send groups, if roles depend on them",
          text: "Under **Token configuration** choose **Add groups claim** and **Groups assigned to the application**.",
          optional: true,
          screen: {
            window: "Microsoft Entra admin center · Your application",
            tabs: ["Overview", "Authentication", "Certificates & secrets", "Token configuration"],
            open: "Token configuration",
            lines: [press("Add groups claim"), tick("Groups assigned to the application")],
          },
        },
        {
          title: "Enter Entra ID's values here",
          text: "From **Overview** copy **Application (client) ID**. Choose **Endpoints** there and copy **OpenID Connect metadata document**.",
          screen: {
            window: "Microsoft Entra admin center · Your application",
            tabs: ["Overview", "Authentication", "Certificates & secrets", "Token configuration"],
            open: "Overview",
            lines: [
              takeHere("Application (client) ID"),
              press("Endpoints"),
              takeHere("OpenID Connect metadata document"),
            ],
          },
        },
      ],
      notes: [
        "Everybody in your directory can sign in at Entra ID, unless **Assignment required** is on for the application under **Enterprise applications**, **Properties**.",
        "An address that contains /common, /organizations or /consumers would admit people from every company, so it is refused. Use the one with your tenant's ID.",
        "Entra ID never says whether an email address was verified. People can sign in if your email domain is verified here.",
        "The client secret expires after the time that you chose, 24 months at most. Note the date.",
      ],
    },
  },
};
