import { enter, paste, pick, press, tick } from "../screen";
import type { DirectoryGuide } from "./directory-guide";

const tabs = ["General", "Sign On", "Provisioning", "Assignments", "Push Groups"] as const;
const window = "Okta Admin Console · Your application";

/** Okta sends people of a SAML or SWA application that was made by its wizard. It cannot use client credentials. */
export const okta: DirectoryGuide = {
  id: "okta",
  name: "Okta",
  called: "Okta",
  summary: "Okta Workforce Identity",
  authentications: ["token"],
  labels: { baseUrl: "SCIM connector base URL", token: "Authorization" },
  rhythm:
    "Okta asks at once when you choose Test Connector Configuration, and sends each person when you assign them.",
  steps: () => [
    {
      title: "Turn on provisioning",
      text: "In the Okta Admin Console open **Applications** and the application that your people sign in with. On the **General** tab choose **Edit**, set **Provisioning** to **SCIM** and **Save**. A **Provisioning** tab appears.",
      screen: { window, tabs, open: "General", lines: [press("Edit"), pick("SCIM"), press("Save")] },
    },
    {
      title: "Enter our values in Okta",
      text: "On the **Provisioning** tab choose **Integration**, then **Edit**. Paste our address into **SCIM connector base URL**. Enter `userName` as **Unique identifier field for users**, set **Authentication Mode** to **HTTP Header**, and paste our token into **Authorization**.",
      copies: ["baseUrl", "token"],
      screen: {
        window,
        tabs,
        open: "Provisioning",
        lines: [
          paste("SCIM connector base URL", "baseUrl"),
          enter("Unique identifier field for users", "userName"),
          enter("Authentication Mode", "HTTP Header"),
          paste("Authorization", "token"),
        ],
      },
    },
    {
      title: "Choose what Okta sends",
      text: "Select **Push New Users**, **Push Profile Updates** and **Push Groups**. Choose **Test Connector Configuration**: Okta asks us for the first time. Then **Save**.",
      screen: {
        window,
        tabs,
        open: "Provisioning",
        lines: [
          tick("Push New Users"),
          tick("Push Profile Updates"),
          tick("Push Groups"),
          press("Test Connector Configuration"),
          press("Save"),
        ],
      },
    },
    {
      title: "Let it create and deactivate people",
      text: "Still on **Provisioning**, choose **To App** and **Edit**. Enable **Create Users**, **Update User Attributes** and **Deactivate Users**, then **Save**. Without the last one, people who leave keep their access.",
      screen: {
        window,
        tabs,
        open: "Provisioning",
        lines: [
          press("To App"),
          tick("Create Users"),
          tick("Update User Attributes"),
          tick("Deactivate Users"),
          press("Save"),
        ],
      },
    },
    {
      title: "Assign your people",
      text: "On the **Assignments** tab choose **Assign** and the groups whose people should have access. Okta sends everybody in them.",
      screen: { window, tabs, open: "Assignments", lines: [press("Assign"), press("Assign to Groups")] },
    },
    {
      title: "Push the groups that give roles",
      text: "On the **Push Groups** tab choose **Push Groups**, **Find groups by name**, then each group that a role depends on. Okta sends the group only if it is here.",
      optional: true,
      screen: {
        window,
        tabs,
        open: "Push Groups",
        lines: [press("Push Groups"), press("Find groups by name")],
      },
    },
  ],
  notes: [
    "Applications by OpenID Connect often lack the **Provisioning** tab. Add **SCIM 2.0 Test App (OAuth Bearer Token)** from the app catalog beside it: it has the same fields.",
    "Okta does not send people who were assigned before provisioning was turned on. Choose **Provision User** on the **Assignments** tab to send them.",
    "Okta never deletes people here. Somebody who is unassigned is sent as inactive.",
  ],
};
