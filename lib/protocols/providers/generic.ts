import { nameIdFormats } from "@/lib/model/connections/choices";
import { give, giveOptionally, standardClaims, take, takeInstead } from "./meanings";
import type { Provider } from "./provider";

export const generic: Provider = {
  id: "generic",
  name: "Another provider",
  summary: "Anything that speaks SAML 2.0 or OpenID Connect",
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
  mark: { initials: "?", colour: "slate" },
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
          "Every provider names its groups in its own way. The test shows what arrives; take the name from there.",
      },
      steps: [
        {
          title: "Create an application",
          text: "In your identity provider's administration, add an application that uses SAML 2.0. It may be called service provider, relying party or client there.",
        },
        {
          title: "Tell the provider about us",
          text: "Give it our metadata address if it can read one. Otherwise paste our two values into the fields that ask for the address to answer to and for the application's name.",
          copies: ["metadataUrl", "acsUrl", "entityId"],
        },
        {
          title: "Have answers signed",
          text: "Let the provider sign the response and the assertion with RSA-SHA256. The response is the whole message; the assertion is the part that says who signed in.",
        },
        {
          title: "Add the attributes",
          text: "Let it send the e-mail address, first name and last name. The usual names are understood without further settings: `email`, `firstName`, `lastName`, the http://schemas.xmlsoap.org addresses and the urn:oid names.",
        },
        {
          title: "Bring the provider's values here",
          text: "Give its metadata, as an address or a file. If it has none, enter its entity ID, its login URL and its signing certificate one by one.",
        },
        {
          title: "Let people in",
          text: "If the provider wants people to be assigned to the application, assign them, yourself included: the test needs one.",
        },
      ],
      notes: ["Answers signed with SHA-1, and keys with fewer than 2048 bits, are refused."],
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
          "Groups are no part of the standard. The test shows what arrives; take the claim's name from there.",
      },
      steps: [
        {
          title: "Create an application",
          text: "In your identity provider's administration, add a web application that uses OpenID Connect with the authorization code flow. It may be called client or relying party there.",
        },
        {
          title: "Tell the provider where people come back to",
          text: "Paste our value into the list of redirect or callback addresses, exactly as it is.",
          copies: ["redirectUri"],
        },
        {
          title: "Have the claims sent",
          text: "Let it send `sub` and `email`, and if it can `given_name` and `family_name`. The scopes `openid`, `email` and `profile` ask for them.",
        },
        {
          title: "Bring the provider's values here",
          text: "Give its issuer or the address of its discovery document, the client ID and the client secret.",
        },
      ],
      notes: [
        "Where the provider does not say that an e-mail address was verified, people are let in when your e-mail domain is verified here.",
      ],
    },
  },
};
