import { nameIdFormats } from "@/lib/model/connections/choices";
import { give, shortNames, standardClaims, take, takeInstead } from "./meanings";
import type { Provider } from "./provider";
import { enter, paste, pick, press, rows, takeHere } from "./screen";

export const google: Provider = {
  id: "google",
  name: "Google Workspace",
  summary: "Google accounts of your company",
  aliases: ["g suite", "gsuite", "gmail", "cloud identity"],
  protocols: {
    saml: {
      nameIdFormat: nameIdFormats.email,
      give: [give("acsUrl", "ACS URL"), give("entityId", "Entity ID")],
      take: [
        take("metadataXml", "Download metadata"),
        takeInstead("loginUrl", "SSO URL", "https://accounts.google.com/o/saml2/idp?idpid={ID}"),
        takeInstead("entityId", "Entity ID", "https://accounts.google.com/o/saml2?idpid={ID}"),
        takeInstead("certificates", "Certificate"),
      ],
      attributes: shortNames,
      groups: {
        sent: "when_added",
        attribute: "groups",
        caveat: "You choose groups one by one, 75 at most. Other groups are never sent.",
      },
      steps: [
        {
          title: "Create the application",
          text: "In the Google Admin console open **Apps**, **Web and mobile apps**, choose **Add app**, then **Add custom SAML app**. Give it any name.",
          screen: {
            window: "Google Admin console",
            tabs: ["Overview", "Web and mobile apps"],
            open: "Web and mobile apps",
            lines: [press("Add app"), press("Add custom SAML app")],
          },
        },
        {
          title: "Enter Google's values here",
          text: "Google shows its own values first. Choose **Download metadata** and upload the file here. Or copy **SSO URL**, **Entity ID** and **Certificate** one by one.",
          screen: {
            window: "Google Admin console · Add custom SAML app",
            tabs: ["App details", "Identity provider", "Service provider", "Attribute mapping"],
            open: "Identity provider",
            lines: [
              press("Download metadata"),
              takeHere("SSO URL"),
              takeHere("Entity ID"),
              takeHere("Certificate"),
            ],
          },
        },
        {
          title: "Enter our values in Google",
          text: "On the next page paste our values into **ACS URL** and **Entity ID**. Note that both sides have an Entity ID: this one is ours.",
          copies: ["acsUrl", "entityId"],
          screen: {
            window: "Google Admin console · Add custom SAML app",
            tabs: ["App details", "Identity provider", "Service provider", "Attribute mapping"],
            open: "Service provider",
            lines: [paste("ACS URL", "acsUrl"), paste("Entity ID", "entityId")],
          },
        },
        {
          title: "Choose the Name ID",
          text: "Set **Name ID format** to **EMAIL** and **Name ID** to **Basic Information > Primary email**.",
          screen: {
            window: "Google Admin console · Add custom SAML app",
            tabs: ["App details", "Identity provider", "Service provider", "Attribute mapping"],
            open: "Service provider",
            lines: [enter("Name ID format", "EMAIL"), enter("Name ID", "Basic Information > Primary email")],
          },
        },
        {
          title: "Add the attributes",
          text: "Choose **Add mapping** three times: **Primary email** to `email`, **First name** to `firstName` and **Last name** to `lastName`.",
          screen: {
            window: "Google Admin console · Add custom SAML app",
            tabs: ["App details", "Identity provider", "Service provider", "Attribute mapping"],
            open: "Attribute mapping",
            lines: [
              press("Add mapping"),
              rows(
                "Attributes",
                ["Google Directory", "App attribute"],
                [
                  ["Primary email", "email"],
                  ["First name", "firstName"],
                  ["Last name", "lastName"],
                ],
              ),
            ],
          },
        },
        {
          title: "Send groups, if roles depend on them",
          text: "Under **Group membership** choose the groups and name the attribute `groups`.",
          optional: true,
          screen: {
            window: "Google Admin console · Add custom SAML app",
            tabs: ["App details", "Identity provider", "Service provider", "Attribute mapping"],
            open: "Attribute mapping",
            lines: [
              rows(
                "Group membership",
                ["Google groups", "App attribute"],
                [["The groups you need", "groups"]],
              ),
            ],
          },
        },
        {
          title: "Assign people",
          text: "Finish, open **User access** and choose **ON for everyone**, or for some organizational units. It often takes minutes, but can take up to 24 hours to apply to everyone.",
          screen: {
            window: "Google Admin console · Your application",
            tabs: ["User access", "Service provider details"],
            open: "User access",
            lines: [pick("ON for everyone"), press("Save")],
          },
        },
      ],
      notes: [
        "The error app_not_enabled_for_user means that user access is off, or not on yet.",
        "The metadata expires together with its certificate, after five years.",
      ],
    },
    oidc: {
      give: [give("redirectUri", "Authorized redirect URIs")],
      take: [
        take("issuer", "Issuer (always the same)", "https://accounts.google.com"),
        take("clientId", "Client ID"),
        take("clientSecret", "Client secret"),
      ],
      attributes: standardClaims,
      groups: {
        sent: "never",
        attribute: null,
        caveat: "Google sends no groups with OpenID Connect. Choose SAML if roles depend on groups.",
      },
      steps: [
        {
          title: "Choose a project",
          text: "In the Google Cloud console choose one of your company's projects or create one. Set up the consent screen for **Internal** use, so that only your company's accounts can sign in.",
          screen: {
            window: "Google Cloud console",
            tabs: ["OAuth consent screen", "Credentials"],
            open: "OAuth consent screen",
            lines: [pick("Internal")],
          },
        },
        {
          title: "Create the client",
          text: "Open **APIs & Services**, **Credentials**, choose **Create credentials**, then **OAuth client ID** and the type **Web application**.",
          screen: {
            window: "Google Cloud console · APIs & Services",
            tabs: ["OAuth consent screen", "Credentials"],
            open: "Credentials",
            lines: [
              press("Create credentials"),
              press("OAuth client ID"),
              enter("Application type", "Web application"),
            ],
          },
        },
        {
          title: "Enter our values in Google",
          text: "Paste our value under **Authorized redirect URIs** and create the client.",
          copies: ["redirectUri"],
          screen: {
            window: "Google Cloud console · OAuth client ID",
            tabs: ["OAuth consent screen", "Credentials"],
            open: "Credentials",
            lines: [paste("Authorized redirect URIs", "redirectUri"), press("Create")],
          },
        },
        {
          title: "Enter Google's values here",
          text: "Copy **Client ID** and **Client secret** into the form here. The issuer is always `https://accounts.google.com`.",
          screen: {
            window: "Google Cloud console · OAuth client created",
            tabs: ["OAuth consent screen", "Credentials"],
            open: "Credentials",
            lines: [takeHere("Client ID"), takeHere("Client secret")],
          },
        },
      ],
      notes: [
        "All Google accounts share one issuer. Only the email domain identifies your company's people, so verify it here first.",
      ],
    },
  },
};
