import { nameIdFormats } from "@/lib/model/connections/choices";
import { give, giveOptionally, shortNames, standardClaims, take, takeInstead } from "./meanings";
import type { Provider } from "./provider";
import { enter, paste, pick, press, rows, takeHere, tick } from "./screen";

export const okta: Provider = {
  id: "okta",
  name: "Okta",
  summary: "Okta Workforce Identity",
  aliases: ["workforce identity", "oin"],
  samlLoginHint: "subject",
  protocols: {
    saml: {
      nameIdFormat: nameIdFormats.email,
      give: [give("acsUrl", "Single sign-on URL"), give("entityId", "Audience URI (SP Entity ID)")],
      take: [take("metadataUrl", "Metadata URL"), takeInstead("metadataXml", "View IdP metadata")],
      attributes: shortNames,
      groups: {
        sent: "when_added",
        attribute: "groups",
        caveat:
          "Okta sends no groups until you add a group attribute statement. Only groups that match its filter are sent.",
      },
      steps: [
        {
          title: "Create the application",
          text: "In the Okta Admin Console open **Applications**, choose **Create App Integration**, then **SAML 2.0** and **Next**. Enter any name, which your people will see, and choose **Next**.",
          screen: {
            window: "Okta Admin Console",
            tabs: ["Dashboard", "Directory", "Applications", "Security"],
            open: "Applications",
            lines: [press("Create App Integration"), pick("SAML 2.0"), press("Next")],
          },
        },
        {
          title: "Enter our values in Okta",
          text: "Paste our values into **Single sign-on URL** and **Audience URI (SP Entity ID)**. Leave **Use this for Recipient URL and Destination URL** selected. Otherwise Okta sends people somewhere else.",
          copies: ["acsUrl", "entityId"],
          screen: {
            window: "Okta Admin Console · Create SAML Integration",
            tabs: ["General Settings", "Configure SAML", "Feedback"],
            open: "Configure SAML",
            lines: [
              paste("Single sign-on URL", "acsUrl"),
              tick("Use this for Recipient URL and Destination URL"),
              paste("Audience URI (SP Entity ID)", "entityId"),
            ],
          },
        },
        {
          title: "Choose the Name ID",
          text: "Set **Name ID format** to **EmailAddress** and **Application username** to **Email**. The Name ID identifies the person who signs in.",
          screen: {
            window: "Okta Admin Console · Create SAML Integration",
            tabs: ["General Settings", "Configure SAML", "Feedback"],
            open: "Configure SAML",
            lines: [enter("Name ID format", "EmailAddress"), enter("Application username", "Email")],
          },
        },
        {
          title: "Add the attributes",
          text: "Okta sends no attributes by default. Under **Attribute Statements** add `email` with the value `user.email`, `firstName` with `user.firstName` and `lastName` with `user.lastName`. Newer screens use the values `user.profile.email` and so on.",
          screen: {
            window: "Okta Admin Console · Create SAML Integration",
            tabs: ["General Settings", "Configure SAML", "Feedback"],
            open: "Configure SAML",
            lines: [
              rows(
                "Attribute Statements",
                ["Name", "Value"],
                [
                  ["email", "user.email"],
                  ["firstName", "user.firstName"],
                  ["lastName", "user.lastName"],
                ],
              ),
            ],
          },
        },
        {
          title: "Send groups, if roles depend on them",
          text: "Under **Group Attribute Statements** add the name `groups` with the filter **Matches regex** and `.*`, or a narrower filter.",
          optional: true,
          screen: {
            window: "Okta Admin Console · Create SAML Integration",
            tabs: ["General Settings", "Configure SAML", "Feedback"],
            open: "Configure SAML",
            lines: [rows("Group Attribute Statements", ["Name", "Filter"], [["groups", "Matches regex .*"]])],
          },
        },
        {
          title: "Enter Okta's values here",
          text: "Choose **Next**, then **Finish**. Open the **Sign On** tab and copy the **Metadata URL** into the form here. If there is none, open **View IdP metadata**, save the page as a file and upload it.",
          screen: {
            window: "Okta Admin Console · Your application",
            tabs: ["General", "Sign On", "Assignments"],
            open: "Sign On",
            lines: [takeHere("Metadata URL"), press("View IdP metadata")],
          },
        },
        {
          title: "Assign people",
          text: "On the **Assignments** tab assign the people or groups who may sign in, including yourself: the test needs one.",
          screen: {
            window: "Okta Admin Console · Your application",
            tabs: ["General", "Sign On", "Assignments"],
            open: "Assignments",
            lines: [press("Assign")],
          },
        },
      ],
      notes: ["People who are not assigned to the application see an Okta error page and never arrive here."],
    },
    oidc: {
      give: [
        give("redirectUri", "Sign-in redirect URIs"),
        giveOptionally("initiateUrl", "Initiate login URI"),
        giveOptionally("postLogoutRedirectUri", "Sign-out redirect URIs"),
      ],
      take: [
        take("issuer", "Issuer", "https://{your organization}.okta.com"),
        take("clientId", "Client ID"),
        take("clientSecret", "Client secret"),
      ],
      attributes: standardClaims,
      groups: {
        sent: "when_added",
        attribute: "groups",
        caveat:
          "Okta sends no groups by default. Add a groups claim named `groups` to the application to use role rules.",
      },
      steps: [
        {
          title: "Create the application",
          text: "In the Okta Admin Console open **Applications**, choose **Create App Integration**, then **OIDC - OpenID Connect** and **Web Application**.",
          screen: {
            window: "Okta Admin Console",
            tabs: ["Dashboard", "Directory", "Applications", "Security"],
            open: "Applications",
            lines: [press("Create App Integration"), pick("OIDC - OpenID Connect"), pick("Web Application")],
          },
        },
        {
          title: "Enter our values in Okta",
          text: "Paste our value into **Sign-in redirect URIs** and remove the example there. Leave **Authorization Code** selected.",
          copies: ["redirectUri"],
          screen: {
            window: "Okta Admin Console · New Web App Integration",
            lines: [tick("Authorization Code"), paste("Sign-in redirect URIs", "redirectUri")],
          },
        },
        {
          title: "Assign people",
          text: "Under **Assignments** choose who may sign in, including yourself: the test needs one. Then save.",
          screen: {
            window: "Okta Admin Console · New Web App Integration",
            lines: [enter("Assignments", "The people who may sign in"), press("Save")],
          },
        },
        {
          title: "Enter Okta's values here",
          text: "Copy **Client ID** and **Client secret** from the **General** tab. The issuer is your organization's Okta address, such as `https://maple.okta.com`, without the `-admin` of the console's address.",
          screen: {
            window: "Okta Admin Console · Your application",
            tabs: ["General", "Sign On", "Assignments"],
            open: "General",
            lines: [takeHere("Client ID"), takeHere("Client secret")],
          },
        },
        {
          title: "Optional: sign-in from Okta's dashboard",
          text: "Paste our value into **Initiate login URI** and set **Login initiated by** to **Either Okta or App**.",
          copies: ["initiateUrl"],
          optional: true,
          screen: {
            window: "Okta Admin Console · Your application",
            tabs: ["General", "Sign On", "Assignments"],
            open: "General",
            lines: [
              enter("Login initiated by", "Either Okta or App"),
              paste("Initiate login URI", "initiateUrl"),
              press("Save"),
            ],
          },
        },
      ],
      notes: ["If your company uses its own address for Okta, the issuer is that address."],
    },
  },
};
