import { nameIdFormats } from "@/lib/model/connections/choices";
import { claimAddresses, give, giveOptionally, standardClaims, take } from "./meanings";
import type { Provider } from "./provider";

export const auth0: Provider = {
  id: "auth0",
  name: "Auth0",
  summary: "Okta Customer Identity",
  aliases: ["customer identity"],
  mark: { initials: "A0", colour: "orange" },
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
        caveat: "Fields without a standard name come as http://schemas.auth0.com/ and the field's name.",
      },
      steps: [
        {
          title: "Create the application",
          text: "In the Auth0 Dashboard open **Applications** and create one of the type **Regular Web Application**.",
        },
        {
          title: "Switch the add-on on",
          text: "Open the **Addons** tab of the application and switch **SAML2 Web App** on. A window with two tabs opens.",
        },
        {
          title: "Tell Auth0 about us",
          text: 'On the **Settings** tab paste our first value into **Application Callback URL**. In the **Settings** box beneath, take the slashes away before `"audience"` and put our second value between its quotation marks. Then choose **Enable**.',
          copies: ["acsUrl", "entityId"],
        },
        {
          title: "Bring Auth0's values here",
          text: "On the **Usage** tab choose **Download** beside **Identity Provider Metadata** and upload the file here.",
        },
      ],
      notes: [
        "Without the audience Auth0 puts a name of its own into its answers, and they are refused here as meant for somebody else.",
        "Without a change to its mappings Auth0 names a person by its own user ID. That is fine: the e-mail address comes as an attribute.",
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
          "Claims of your own need a name that begins with an address of yours, such as https://maple.example/groups.",
      },
      steps: [
        {
          title: "Create the application",
          text: "In the Auth0 Dashboard open **Applications** and create one of the type **Regular Web Application**.",
        },
        {
          title: "Tell Auth0 where people come back to",
          text: "On the **Settings** tab paste our value into **Allowed Callback URLs** and save the changes.",
          copies: ["redirectUri"],
        },
        {
          title: "Bring Auth0's values here",
          text: "From the top of the **Settings** tab copy **Client ID** and **Client Secret**. The issuer is the **Domain** with `https://` before it and a slash after it; the slash belongs to the name.",
        },
        {
          title: "Start from outside, if people should",
          text: "Paste our value into **Application Login URI**.",
          copies: ["initiateUrl"],
          optional: true,
        },
      ],
      notes: [
        "An issuer without its last slash is another name to the protocol, and sign-in would be refused.",
      ],
    },
  },
};
