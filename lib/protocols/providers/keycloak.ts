import { nameIdFormats } from "@/lib/model/connections/choices";
import { give, giveOptionally, shortNames, standardClaims, take, takeInstead } from "./meanings";
import type { Provider } from "./provider";
import { enter, paste, press, rows, takeHere, tick, untick } from "./screen";

export const keycloak: Provider = {
  id: "keycloak",
  name: "Keycloak",
  summary: "Also Red Hat build of Keycloak and Red Hat Single Sign-On",
  aliases: ["red hat sso", "rh-sso", "rhbk"],
  samlLoginHint: "subject",
  protocols: {
    saml: {
      nameIdFormat: nameIdFormats.email,
      give: [
        give("entityId", "Client ID"),
        give("acsUrl", "Valid redirect URIs"),
        give("acsUrl", "Assertion Consumer Service POST Binding URL"),
        giveOptionally("encryptionCertificate", "Import key"),
      ],
      take: [
        take(
          "metadataUrl",
          "SAML 2.0 Identity Provider Metadata",
          "https://{host}/realms/{realm}/protocol/saml/descriptor",
        ),
        takeInstead("metadataXml", "SAML 2.0 Identity Provider Metadata"),
      ],
      attributes: shortNames,
      groups: {
        sent: "when_added",
        attribute: "groups",
        caveat:
          "With **Full group path** on, a group arrives as /parent/child. Use that form in the role rules, or turn it off.",
      },
      steps: [
        {
          title: "Create the client",
          text: "Choose your realm, open **Clients** and choose **Create client**. Set **Client type** to **SAML** and paste our value into **Client ID**, Keycloak's term for our entity ID.",
          copies: ["entityId"],
          screen: {
            window: "Keycloak · Create client",
            tabs: ["Clients", "Realm settings"],
            open: "Clients",
            lines: [enter("Client type", "SAML"), paste("Client ID", "entityId")],
          },
        },
        {
          title: "Enter our values in Keycloak",
          text: "Paste our value into **Valid redirect URIs** and save. Then open the **Advanced** tab and paste it into **Assertion Consumer Service POST Binding URL** too.",
          copies: ["acsUrl"],
          screen: {
            window: "Keycloak · Your client",
            tabs: ["Settings", "Keys", "Client scopes", "Advanced"],
            open: "Advanced",
            lines: [
              paste("Valid redirect URIs", "acsUrl"),
              paste("Assertion Consumer Service POST Binding URL", "acsUrl"),
              press("Save"),
            ],
          },
        },
        {
          title: "Choose how responses are sent",
          text: "On the **Settings** tab set **Name ID format** to **email**, and turn on **Force POST binding**, **Sign documents** and **Sign assertions**.",
          screen: {
            window: "Keycloak · Your client",
            tabs: ["Settings", "Keys", "Client scopes", "Advanced"],
            open: "Settings",
            lines: [
              enter("Name ID format", "email"),
              tick("Force POST binding"),
              tick("Sign documents"),
              tick("Sign assertions"),
            ],
          },
        },
        {
          title: "Decide about our signature",
          text: "On the **Keys** tab turn **Client signature required** off. Or leave it on and import our certificate there: Keycloak then verifies that requests come from us.",
          copies: ["encryptionCertificate"],
          screen: {
            window: "Keycloak · Your client",
            tabs: ["Settings", "Keys", "Client scopes", "Advanced"],
            open: "Keys",
            lines: [untick("Client signature required"), paste("Import key", "encryptionCertificate")],
          },
        },
        {
          title: "Add the attributes",
          text: "On the **Client scopes** tab open the scope whose name ends in `-dedicated`, choose **Add mapper**, **By configuration**, **User Property**, and create three: `email` as `email`, `firstName` as `firstName`, `lastName` as `lastName`.",
          screen: {
            window: "Keycloak · Your client",
            tabs: ["Settings", "Keys", "Client scopes", "Advanced"],
            open: "Client scopes",
            lines: [
              press("Add mapper"),
              press("By configuration"),
              rows(
                "User Property",
                ["Property", "SAML attribute name"],
                [
                  ["email", "email"],
                  ["firstName", "firstName"],
                  ["lastName", "lastName"],
                ],
              ),
            ],
          },
        },
        {
          title: "Send groups, if roles depend on them",
          text: "Add a mapper **Group list** with the attribute name `groups`.",
          optional: true,
          screen: {
            window: "Keycloak · Your client",
            tabs: ["Settings", "Keys", "Client scopes", "Advanced"],
            open: "Client scopes",
            lines: [
              press("Add mapper"),
              rows("Group list", ["Setting", "Value"], [["Group attribute name", "groups"]]),
            ],
          },
        },
        {
          title: "Enter Keycloak's values here",
          text: "Open **Realm settings** and copy the address of **SAML 2.0 Identity Provider Metadata** into the form here. If Keycloak cannot be reached from the internet, open it, save the page and upload the file.",
          screen: {
            window: "Keycloak",
            tabs: ["Clients", "Realm settings"],
            open: "Realm settings",
            lines: [takeHere("SAML 2.0 Identity Provider Metadata")],
          },
        },
      ],
      notes: [
        "The message “Invalid requester” means that Keycloak requires our signature and does not have our certificate.",
      ],
    },
    oidc: {
      give: [
        give("redirectUri", "Valid redirect URIs"),
        giveOptionally("postLogoutRedirectUri", "Valid post logout redirect URIs"),
      ],
      take: [
        take("issuer", "OpenID Endpoint Configuration", "https://{host}/realms/{realm}"),
        take("clientId", "Client ID"),
        take("clientSecret", "Client Secret"),
      ],
      attributes: { ...standardClaims, groups: "groups" },
      groups: {
        sent: "when_added",
        attribute: "groups",
        caveat:
          "With **Full group path** on, a group arrives as /parent/child. Use that form in the role rules, or turn it off.",
      },
      steps: [
        {
          title: "Create the client",
          text: "Choose your realm, open **Clients** and choose **Create client**. Leave **Client type** at **OpenID Connect** and choose a **Client ID**.",
          screen: {
            window: "Keycloak · Create client",
            tabs: ["Clients", "Realm settings"],
            open: "Clients",
            lines: [enter("Client type", "OpenID Connect"), enter("Client ID", "Any name")],
          },
        },
        {
          title: "Turn on authentication",
          text: "On the next page turn **Client authentication** on and leave **Standard flow** selected. Without it the client has no secret.",
          screen: {
            window: "Keycloak · Create client",
            tabs: ["Clients", "Realm settings"],
            open: "Clients",
            lines: [tick("Client authentication"), tick("Standard flow")],
          },
        },
        {
          title: "Enter our values in Keycloak",
          text: "Paste our value into **Valid redirect URIs** and save.",
          copies: ["redirectUri"],
          screen: {
            window: "Keycloak · Your client",
            tabs: ["Settings", "Credentials", "Client scopes"],
            open: "Settings",
            lines: [paste("Valid redirect URIs", "redirectUri"), press("Save")],
          },
        },
        {
          title: "Send groups, if roles depend on them",
          text: "On the **Client scopes** tab open the scope whose name ends in `-dedicated` and add a mapper **Group Membership** with the **Token Claim Name** `groups`.",
          optional: true,
          screen: {
            window: "Keycloak · Your client",
            tabs: ["Settings", "Credentials", "Client scopes"],
            open: "Client scopes",
            lines: [
              press("Add mapper"),
              rows("Group Membership", ["Setting", "Value"], [["Token Claim Name", "groups"]]),
            ],
          },
        },
        {
          title: "Enter Keycloak's values here",
          text: "Copy **Client Secret** from the **Credentials** tab. The issuer is your realm's address, such as `https://keys.maple.example/realms/staff`.",
          screen: {
            window: "Keycloak · Your client",
            tabs: ["Settings", "Credentials", "Client scopes"],
            open: "Credentials",
            lines: [takeHere("Client ID"), takeHere("Client Secret")],
          },
        },
      ],
      notes: [
        "Older versions of Keycloak have /auth before /realms in their addresses. Copy what yours shows.",
      ],
    },
  },
};
