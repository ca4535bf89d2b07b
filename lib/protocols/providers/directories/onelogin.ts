import { enter, paste, press, tick, untick } from "../screen";
import type { DirectoryGuide } from "./directory-guide";

const window = "OneLogin Administration · Your application";
const tabs = ["Info", "Configuration", "Parameters", "Rules", "Provisioning", "Access", "Users"] as const;

/** What OneLogin is to send of a person; its placeholders are those of its own editor. */
export const oneLoginTemplate = JSON.stringify({
  schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
  userName: "{$parameters.scimusername}",
  name: { givenName: "{$user.firstname}", familyName: "{$user.lastname}" },
  emails: [{ value: "{$user.email}", type: "work", primary: true }],
});

/** OneLogin sends from an application of its catalogue that is made for SCIM. */
export const onelogin: DirectoryGuide = {
  id: "onelogin",
  name: "OneLogin",
  called: "OneLogin",
  summary: "OneLogin by One Identity",
  authentications: ["token"],
  labels: { baseUrl: "SCIM Base URL", token: "SCIM Bearer Token", template: "SCIM JSON Template" },
  rhythm:
    "OneLogin asks at once when you choose Enable. People follow when they get the application, after your approval if it still asks for one.",
  steps: () => [
    {
      title: "Add the application",
      text: "In OneLogin Administration open **Applications**, choose **Add App** and search for `SCIM Provisioner with SAML (SCIM v2 Core)`. Enter a name and **Save**.",
      screen: {
        window: "OneLogin Administration · Find Applications",
        lines: [enter("Search", "SCIM Provisioner with SAML (SCIM v2 Core)"), press("Save")],
      },
    },
    {
      title: "Enter our values in OneLogin",
      text: "On the **Configuration** tab paste our values into **SCIM Base URL**, **SCIM JSON Template** and **SCIM Bearer Token**. Under **API Status** choose **Enable**: OneLogin asks us for the first time. Then **Save**.",
      copies: ["baseUrl", "template", "token"],
      screen: {
        window,
        tabs,
        open: "Configuration",
        lines: [
          paste("SCIM Base URL", "baseUrl"),
          paste("SCIM JSON Template", "template"),
          paste("SCIM Bearer Token", "token"),
          press("Enable"),
          press("Save"),
        ],
      },
    },
    {
      title: "Turn on provisioning",
      text: "On the **Provisioning** tab select **Enable provisioning**. Clear **Create user**, **Delete user** and **Update user** below it, or each change waits for an approval in OneLogin. For people who leave choose **Suspend**, then **Save**.",
      screen: {
        window,
        tabs,
        open: "Provisioning",
        lines: [
          tick("Enable provisioning"),
          untick("Create user"),
          untick("Delete user"),
          untick("Update user"),
          enter("When users are deleted in OneLogin, or the user's app access is removed", "Suspend"),
          press("Save"),
        ],
      },
    },
    {
      title: "Send groups, if roles depend on them",
      text: "On the **Parameters** tab open **Groups** and select **Include in User Provisioning**. On the **Rules** tab add a rule whose action is **Set Groups**, for example from the person's OneLogin role.",
      optional: true,
      screen: {
        window,
        tabs,
        open: "Parameters",
        lines: [press("Groups"), tick("Include in User Provisioning"), press("Save")],
      },
    },
    {
      title: "Give people the application",
      text: "On the **Access** tab select the roles whose people should have access, then **Save**. OneLogin sends everybody who has one of them.",
      screen: {
        window,
        tabs,
        open: "Access",
        lines: [enter("Roles", "Whoever should have access"), press("Save")],
      },
    },
  ],
  notes: [
    "If people stay **Pending** on the **Users** tab, approve them there, or turn off the approvals on **Provisioning**.",
    "OneLogin sends each person whole. What its template does not name is unchanged here.",
  ],
};
