import { nameIdFormats } from "@/lib/model/connections/choices";
import { claimAddresses, give, giveOptionally, standardClaims, take } from "./meanings";
import type { Provider } from "./provider";
import { paste, pick, press, takeHere, tick } from "./screen";

export const auth0: Provider = {
  id: "auth0",
  name: "Auth0",
  summary: "Okta Customer Identity",
  aliases: ["customer identity"],
  samlLoginHint: "query",
  protocols: {
    saml: {
      nameIdFormat: nameIdFormats.unspecified,
      give: [give("acsUrl", "Application Callback URL"), give("entityId", '"audience" in the settings')],
      take: [take("metadataXml", "Identity Provider Metadata")],
      attributes: { ...claimAddresses, groups: "http://schemas.auth0.com/groups" },
      groups: {
        sent: "when_added",
        attribute: "http://schemas.auth0.com/groups",
        caveat:
          "Fields without a standard name arrive as http://schemas.auth0.com/ followed by the field's name.",
      },
      steps: [
        {
          title: "Create the application",
          text: "In the Auth0 Dashboard open **Applications** and create one of the type **Regular Web Application**.",
          screen: {
            window: "Auth0 Dashboard",
            tabs: ["Applications", "APIs"],
            open: "Applications",
            lines: [press("Create Application"), pick("Regular Web Application")],
          },
        },
        {
          title: "Turn on the add-on",
          text: "Open the **Addons** tab of the application and turn on **SAML2 Web App**. A window with two tabs opens.",
          screen: {
            window: "Auth0 Dashboard · Your application",
            tabs: ["Settings", "Addons", "Connections"],
            open: "Addons",
            lines: [tick("SAML2 Web App")],
          },
        },
        {
          title: "Enter our values in Auth0",
          text: 'On the **Settings** tab paste our first value into **Application Callback URL**. In the **Settings** box below, remove the slashes before `"audience"` and put our second value between its quotation marks. Then choose **Enable**.',
          copies: ["acsUrl", "entityId"],
          screen: {
            window: "Auth0 Dashboard · SAML2 Web App",
            tabs: ["Settings", "Usage"],
            open: "Settings",
            lines: [
              paste("Application Callback URL", "acsUrl"),
              paste('"audience"', "entityId"),
              press("Enable"),
            ],
          },
        },
        {
          title: "Enter Auth0's values here",
          text: "On the **Usage** tab choose **Download** next to **Identity Provider Metadata** and upload the file here.",
          screen: {
            window: "Auth0 Dashboard · SAML2 Web App",
            tabs: ["Settings", "Usage"],
            open: "Usage",
            lines: [takeHere("Identity Provider Metadata"), press("Download")],
          },
        },
      ],
      notes: [
        "Without the audience, Auth0 puts its own name into its responses, and they are refused here because they are for another application.",
        "Unless you change its mappings, Auth0 identifies a person by its own user ID. That is fine: the email address arrives as an attribute.",
      ],
    },
    oidc: {
      unconfirmed: true,
      give: [
        give("redirectUri", "Allowed Callback URLs"),
        giveOptionally("initiateUrl", "Application Login URI"),
        giveOptionally("postLogoutRedirectUri", "Allowed Logout URLs"),
      ],
      take: [
        take("issuer", "Domain", "https://{domain}/"),
        take("clientId", "Client ID"),
        take("clientSecret", "Client Secret"),
      ],
      attributes: standardClaims,
      groups: {
        sent: "when_added",
        attribute: null,
        caveat:
          "Custom claims need a name that begins with an address of yours, such as https://maple.example/groups.",
      },
      steps: [
        {
          title: "Create the application",
          text: "In the Auth0 Dashboard open **Applications** and create one of the type **Regular Web Application**.",
          screen: {
            window: "Auth0 Dashboard",
            tabs: ["Applications", "APIs"],
            open: "Applications",
            lines: [press("Create Application"), pick("Regular Web Application")],
          },
        },
        {
          title: "Enter our values in Auth0",
          text: "On the **Settings** tab paste our value into **Allowed Callback URLs** and save the changes.",
          copies: ["redirectUri"],
          screen: {
            window: "Auth0 Dashboard · Your application",
            tabs: ["Settings", "Addons", "Connections"],
            open: "Settings",
            lines: [paste("Allowed Callback URLs", "redirectUri"), press("Save Changes")],
          },
        },
        {
          title: "Enter Auth0's values here",
          text: "From the top of the **Settings** tab copy **Client ID** and **Client Secret**. The issuer is the **Domain** with `https://` before it and a slash after it. The slash is part of the issuer.",
          screen: {
            window: "Auth0 Dashboard · Your application",
            tabs: ["Settings", "Addons", "Connections"],
            open: "Settings",
            lines: [takeHere("Domain"), takeHere("Client ID"), takeHere("Client Secret")],
          },
        },
        {
          title: "Optional: sign-in from outside",
          text: "Paste our value into **Application Login URI**.",
          copies: ["initiateUrl"],
          optional: true,
          screen: {
            window: "Auth0 Dashboard · Your application",
            tabs: ["Settings", "Addons", "Connections"],
            open: "Settings",
            lines: [paste("Application Login URI", "initiateUrl"), press("Save Changes")],
          },
        },
      ],
      notes: ["An issuer without its trailing slash is a different issuer, and sign-in would be refused."],
    },
  },
};
