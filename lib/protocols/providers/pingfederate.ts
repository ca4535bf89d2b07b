import { nameIdFormats } from "@/lib/model/connections/choices";
import { give, giveOptionally, shortNames, take } from "./meanings";
import type { Provider } from "./provider";
import { enter, paste, pick, press, rows, takeHere, tick } from "./screen";

export const pingfederate: Provider = {
  id: "pingfederate",
  name: "PingFederate",
  summary: "Ping Identity on your own servers",
  aliases: ["ping", "ping identity", "ping federate"],
  samlLoginHint: "subject",
  protocols: {
    saml: {
      nameIdFormat: nameIdFormats.email,
      give: [
        give("metadataUrl", "Metadata"),
        giveOptionally("entityId", "Partner's Entity ID"),
        giveOptionally("acsUrl", "Assertion Consumer Service URL"),
      ],
      take: [take("metadataXml", "Export metadata")],
      attributes: shortNames,
      groups: {
        sent: "when_added",
        attribute: "groups",
        caveat:
          "Extend the attribute contract with `groups` and fill it from your directory, one value for each group.",
      },
      steps: [
        {
          title: "Create the connection",
          text: "In the PingFederate administration open **Applications**, **SP Connections** and choose **Create Connection**. Choose **Browser SSO Profiles** with **SAML 2.0**. SP means service provider: that is us.",
          screen: {
            window: "PingFederate · SP Connections",
            lines: [press("Create Connection"), tick("Browser SSO Profiles"), enter("Protocol", "SAML 2.0")],
          },
        },
        {
          title: "Import our values",
          text: "Open our metadata address in a browser and save the page. Choose **File** under **Import Metadata** and upload it. Name and addresses are then filled in.",
          copies: ["metadataUrl"],
          screen: {
            window: "PingFederate · SP Connection",
            tabs: ["Import Metadata", "Browser SSO", "Credentials", "Activation & Summary"],
            open: "Import Metadata",
            lines: [paste("Metadata", "metadataUrl"), pick("File")],
          },
        },
        {
          title: "Turn on the profiles",
          text: "Under **Browser SSO** select **SP-Initiated SSO**. Select **IdP-Initiated SSO** too if people should start from your side.",
          screen: {
            window: "PingFederate · SP Connection",
            tabs: ["Import Metadata", "Browser SSO", "Credentials", "Activation & Summary"],
            open: "Browser SSO",
            lines: [tick("SP-Initiated SSO"), tick("IdP-Initiated SSO")],
          },
        },
        {
          title: "Extend the attribute contract",
          text: "Keep **SAML_SUBJECT** and add `email`, `firstName` and `lastName`. Fill them, and **SAML_SUBJECT** with the email address, from your adapter or directory.",
          screen: {
            window: "PingFederate · SP Connection",
            tabs: ["Import Metadata", "Browser SSO", "Credentials", "Activation & Summary"],
            open: "Browser SSO",
            lines: [
              rows(
                "Attribute contract",
                ["Attribute", "Value"],
                [
                  ["SAML_SUBJECT", "Email address"],
                  ["email", "Email address"],
                  ["firstName", "First name"],
                  ["lastName", "Last name"],
                ],
              ),
            ],
          },
        },
        {
          title: "Choose how responses are sent",
          text: "Under **Protocol Settings** leave **POST** as the binding of our address, allow **POST** and **Redirect** for our requests, and select to sign the response as well as the assertion.",
          screen: {
            window: "PingFederate · SP Connection",
            tabs: ["Import Metadata", "Browser SSO", "Credentials", "Activation & Summary"],
            open: "Browser SSO",
            lines: [
              rows(
                "Protocol Settings",
                ["Setting", "Value"],
                [
                  ["Binding of our address", "POST"],
                  ["Our requests", "POST, Redirect"],
                  ["Signed", "Response and assertion"],
                ],
              ),
            ],
          },
        },
        {
          title: "Choose the certificate and activate",
          text: "Under **Credentials** choose your signing certificate with **RSA SHA256**, include it in the signature, save, and activate the connection.",
          screen: {
            window: "PingFederate · SP Connection",
            tabs: ["Import Metadata", "Browser SSO", "Credentials", "Activation & Summary"],
            open: "Credentials",
            lines: [enter("Signing algorithm", "RSA SHA256"), press("Save")],
          },
        },
        {
          title: "Enter PingFederate's values here",
          text: "Choose **Export metadata** for this connection, signed or unsigned, and upload the file here.",
          screen: { window: "PingFederate · SP Connections", lines: [takeHere("Export metadata")] },
        },
      ],
      notes: [
        "The exported file contains the current certificate. When you change the signing certificate, upload a new file here first.",
      ],
    },
  },
};
