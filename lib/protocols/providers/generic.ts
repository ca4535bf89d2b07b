import { nameIdFormats } from "@/lib/model/connections/choices";
import { give, giveOptionally, standardClaims, take, takeInstead } from "./meanings";
import type { Provider } from "./provider";
import { enter, paste, pick, press, rows, takeHere, tick } from "./screen";

export const generic: Provider = {
  id: "generic",
  name: "Another provider",
  summary: "Anything that supports SAML 2.0 or OpenID Connect",
  aliases: [
    "other",
    "custom",
    "shibboleth",
    "simplesamlphp",
    "authentik",
    "duo",
    "cyberark",
    "saml",
    "oidc",
    "openid",
  ],
  protocols: {
    saml: {
      nameIdFormat: nameIdFormats.email,
      give: [
        give("acsUrl", "ACS URL, reply URL or assertion consumer service"),
        give("entityId", "SP entity ID, audience or identifier"),
        giveOptionally("metadataUrl", "SP metadata"),
        giveOptionally("loginAddress", "Start URL, login URL or application URL"),
        giveOptionally("encryptionCertificate", "SP certificate or encryption certificate"),
      ],
      take: [
        take("metadataUrl", "Metadata address"),
        takeInstead("metadataXml", "Metadata file"),
        takeInstead("entityId", "Entity ID or issuer"),
        takeInstead("loginUrl", "Login URL or single sign-on service"),
        takeInstead("certificates", "Signing certificate"),
      ],
      attributes: { email: null, firstName: null, lastName: null, groups: null },
      groups: {
        sent: "unknown",
        attribute: null,
        caveat:
          "Every provider names its groups differently. The test shows what arrives; use the name from there.",
      },
      steps: [
        {
          title: "Create an application",
          text: "In your identity provider's console, add an application that uses SAML 2.0. Some providers call it a service provider, relying party or client.",
          screen: {
            window: "Your provider's console",
            tabs: ["Applications", "Users"],
            open: "Applications",
            lines: [press("Add application"), pick("SAML 2.0")],
          },
        },
        {
          title: "Enter our values at the provider",
          text: "Enter our metadata address if the provider can read one. Otherwise paste our two values into the fields for the response address and the application's name.",
          copies: ["metadataUrl", "acsUrl", "entityId"],
          screen: {
            window: "Your provider's console · Your application",
            lines: [
              paste("SP metadata", "metadataUrl"),
              paste("ACS URL, reply URL or assertion consumer service", "acsUrl"),
              paste("SP entity ID, audience or identifier", "entityId"),
            ],
          },
        },
        {
          title: "Sign the response",
          text: "Set the provider to sign the response and the assertion with RSA-SHA256. The response is the whole message. The assertion is the part that says who signed in.",
          screen: {
            window: "Your provider's console · Your application",
            lines: [
              tick("Sign the response"),
              tick("Sign the assertion"),
              enter("Signature algorithm", "RSA-SHA256"),
            ],
          },
        },
        {
          title: "Add the attributes",
          text: "Set the provider to send the email address, first name and last name. The usual names are recognised without further settings: `email`, `firstName`, `lastName`, the http://schemas.xmlsoap.org addresses and the urn:oid names.",
          screen: {
            window: "Your provider's console · Your application",
            lines: [
              rows(
                "Attributes",
                ["Name", "Value"],
                [
                  ["email", "Email address"],
                  ["firstName", "First name"],
                  ["lastName", "Last name"],
                ],
              ),
            ],
          },
        },
        {
          title: "Enter the provider's values here",
          text: "Enter its metadata, as an address or a file. If it has none, enter its entity ID, its login URL and its signing certificate one by one.",
          screen: {
            window: "Your provider's console · Your application",
            lines: [takeHere("Metadata address"), takeHere("Metadata file")],
          },
        },
        {
          title: "Assign people",
          text: "If people must be assigned to the application, assign them, including yourself: the test needs one.",
          screen: {
            window: "Your provider's console · Your application",
            tabs: ["Settings", "People"],
            open: "People",
            lines: [press("Assign")],
          },
        },
      ],
      notes: ["Responses signed with SHA-1, and keys with fewer than 2048 bits, are refused."],
    },
    oidc: {
      give: [
        give("redirectUri", "Redirect URI or callback URL"),
        giveOptionally("initiateUrl", "Initiate login URI"),
        giveOptionally("postLogoutRedirectUri", "Post-logout redirect URI"),
      ],
      take: [
        take("issuer", "Issuer or discovery URL", "https://{host}/.well-known/openid-configuration"),
        take("clientId", "Client ID"),
        take("clientSecret", "Client secret"),
      ],
      attributes: standardClaims,
      groups: {
        sent: "unknown",
        attribute: null,
        caveat:
          "Groups are not part of the standard. The test shows what arrives; use the claim's name from there.",
      },
      steps: [
        {
          title: "Create an application",
          text: "In your identity provider's console, add a web application that uses OpenID Connect with the authorization code flow. Some providers call it a client or relying party.",
          screen: {
            window: "Your provider's console",
            tabs: ["Applications", "Users"],
            open: "Applications",
            lines: [press("Add application"), pick("OpenID Connect"), pick("Web application")],
          },
        },
        {
          title: "Enter our values at the provider",
          text: "Paste our value into the list of redirect or callback addresses, exactly as shown.",
          copies: ["redirectUri"],
          screen: {
            window: "Your provider's console · Your application",
            lines: [tick("Authorization code"), paste("Redirect URI or callback URL", "redirectUri")],
          },
        },
        {
          title: "Send the claims",
          text: "Set the provider to send `sub` and `email`, and if possible `given_name` and `family_name`. The scopes `openid`, `email` and `profile` request them.",
          screen: {
            window: "Your provider's console · Your application",
            lines: [
              rows(
                "Scopes and claims",
                ["Scope", "Claims"],
                [
                  ["openid", "sub"],
                  ["email", "email"],
                  ["profile", "given_name, family_name"],
                ],
              ),
            ],
          },
        },
        {
          title: "Enter the provider's values here",
          text: "Enter its issuer or the address of its discovery document, the client ID and the client secret.",
          screen: {
            window: "Your provider's console · Your application",
            lines: [takeHere("Issuer or discovery URL"), takeHere("Client ID"), takeHere("Client secret")],
          },
        },
      ],
      notes: [
        "If the provider does not say that an email address was verified, people can sign in if your email domain is verified here.",
      ],
    },
  },
};
