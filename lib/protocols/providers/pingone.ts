import { nameIdFormats } from "@/lib/model/connections/choices";
import { give, giveOptionally, shortNames, standardClaims, take, takeInstead } from "./meanings";
import type { Provider } from "./provider";
import { enter, paste, pick, press, rows, takeHere, tick } from "./screen";

export const pingone: Provider = {
  id: "pingone",
  name: "PingOne",
  summary: "Ping Identity in the cloud",
  aliases: ["ping", "ping identity"],
  samlLoginHint: "subject",
  protocols: {
    saml: {
      nameIdFormat: nameIdFormats.email,
      give: [
        give("acsUrl", "ACS URLs"),
        give("entityId", "Entity ID"),
        giveOptionally("metadataUrl", "Import From URL"),
      ],
      take: [take("metadataXml", "Download Metadata"), takeInstead("metadataUrl", "IDP Metadata URL")],
      attributes: shortNames,
      groups: {
        sent: "when_added",
        attribute: "groups",
        caveat: "Map the attribute `groups` to **Group Names** to send groups by name.",
      },
      steps: [
        {
          title: "Create the application",
          text: "In the PingOne console open **Applications**, choose the plus sign, give it a name, choose **SAML Application** and **Configure**.",
          screen: {
            window: "PingOne",
            tabs: ["Overview", "Applications", "Identities"],
            open: "Applications",
            lines: [enter("Application Name", "Any name"), pick("SAML Application"), press("Configure")],
          },
        },
        {
          title: "Enter our values in PingOne",
          text: "Choose **Manually Enter** and paste our values into **ACS URLs** and **Entity ID**. Or choose **Import From URL** and paste our metadata address, which fills both in. Save.",
          copies: ["acsUrl", "entityId", "metadataUrl"],
          screen: {
            window: "PingOne · SAML Configuration",
            lines: [
              pick("Manually Enter"),
              paste("ACS URLs", "acsUrl"),
              paste("Entity ID", "entityId"),
              paste("Import From URL", "metadataUrl"),
              press("Save"),
            ],
          },
        },
        {
          title: "Add the attributes",
          text: "On the **Attribute Mappings** tab map `saml_subject` and `email` to **Email Address**, `firstName` to **Given Name** and `lastName` to **Family Name**.",
          screen: {
            window: "PingOne · Your application",
            tabs: ["Overview", "Configuration", "Resources", "Attribute Mappings", "Access"],
            open: "Attribute Mappings",
            lines: [
              rows(
                "Attribute Mappings",
                ["Attributes", "PingOne Mappings"],
                [
                  ["saml_subject", "Email Address"],
                  ["email", "Email Address"],
                  ["firstName", "Given Name"],
                  ["lastName", "Family Name"],
                ],
              ),
            ],
          },
        },
        {
          title: "Enter PingOne's values here",
          text: "On the **Configuration** tab choose **Download Metadata** and upload the file here.",
          screen: {
            window: "PingOne · Your application",
            tabs: ["Overview", "Configuration", "Resources", "Attribute Mappings", "Access"],
            open: "Configuration",
            lines: [takeHere("Download Metadata"), takeHere("IDP Metadata URL")],
          },
        },
        {
          title: "Turn it on",
          text: "Turn on the switch at the top of the application. While it is off, nobody can sign in.",
          screen: {
            window: "PingOne · Your application",
            tabs: ["Overview", "Configuration", "Resources", "Attribute Mappings", "Access"],
            open: "Overview",
            lines: [tick("The switch at the top: on")],
          },
        },
      ],
      notes: [
        "On the **Access** tab you can restrict the application to groups. Without a restriction, everyone in the environment may use it.",
      ],
    },
    oidc: {
      give: [
        give("redirectUri", "Redirect URIs"),
        giveOptionally("initiateUrl", "Initiate Login URI"),
        giveOptionally("postLogoutRedirectUri", "Signoff URLs"),
      ],
      take: [
        take("issuer", "Issuer", "https://auth.pingone.com/{environment ID}/as"),
        take("clientId", "Client ID"),
        take("clientSecret", "Client Secret"),
      ],
      attributes: standardClaims,
      groups: {
        sent: "when_added",
        attribute: "groups",
        caveat: "You add attributes by hand. Map `groups` to **Group Names** to send groups by name.",
      },
      steps: [
        {
          title: "Create the application",
          text: "In the PingOne console open **Applications**, choose the plus sign, give it a name, choose **OIDC Web App** and save.",
          screen: {
            window: "PingOne",
            tabs: ["Overview", "Applications", "Identities"],
            open: "Applications",
            lines: [enter("Application Name", "Any name"), pick("OIDC Web App"), press("Save")],
          },
        },
        {
          title: "Enter our values in PingOne",
          text: "On the **Configuration** tab choose to edit, and paste our value into **Redirect URIs**. Leave **Response Type** at **Code**.",
          copies: ["redirectUri"],
          screen: {
            window: "PingOne · Your application",
            tabs: ["Overview", "Configuration", "Resources", "Attribute Mappings", "Access"],
            open: "Configuration",
            lines: [enter("Response Type", "Code"), paste("Redirect URIs", "redirectUri"), press("Save")],
          },
        },
        {
          title: "Allow the scopes",
          text: "On the **Resources** tab add `email` and `profile`. Without them, PingOne sends only an ID.",
          screen: {
            window: "PingOne · Your application",
            tabs: ["Overview", "Configuration", "Resources", "Attribute Mappings", "Access"],
            open: "Resources",
            lines: [tick("email"), tick("profile"), press("Save")],
          },
        },
        {
          title: "Add the attributes",
          text: "On the **Attribute Mappings** tab map `email` to **Email Address**, `given_name` to **Given Name** and `family_name` to **Family Name**.",
          screen: {
            window: "PingOne · Your application",
            tabs: ["Overview", "Configuration", "Resources", "Attribute Mappings", "Access"],
            open: "Attribute Mappings",
            lines: [
              rows(
                "Attribute Mappings",
                ["Attributes", "PingOne Mappings"],
                [
                  ["email", "Email Address"],
                  ["given_name", "Given Name"],
                  ["family_name", "Family Name"],
                ],
              ),
            ],
          },
        },
        {
          title: "Enter PingOne's values here",
          text: "From the **Overview** tab copy **Client ID**, **Client Secret** and **Issuer** into the form here.",
          screen: {
            window: "PingOne · Your application",
            tabs: ["Overview", "Configuration", "Resources", "Attribute Mappings", "Access"],
            open: "Overview",
            lines: [takeHere("Client ID"), takeHere("Client Secret"), takeHere("Issuer")],
          },
        },
        {
          title: "Turn it on",
          text: "Turn on the switch at the top of the application. While it is off, nobody can sign in.",
          screen: {
            window: "PingOne · Your application",
            tabs: ["Overview", "Configuration", "Resources", "Attribute Mappings", "Access"],
            open: "Overview",
            lines: [tick("The switch at the top: on")],
          },
        },
      ],
      notes: [],
    },
  },
};
