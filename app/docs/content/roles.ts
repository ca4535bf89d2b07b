import type { Article } from "./article";

export const roles: Article<"administrators/roles"> = {
  title: "Roles, teams and attributes",
  summary: "Let the groups in your directory decide who may do what here.",
  sections: {
    attributes: {
      title: "Attributes",
      blocks: [
        "With each sign-in the provider sends **attributes**: named pieces about the person, such as address, names and groups. Every provider names them differently. The usual names are understood without any setting; enter a name only if yours is not found: the name itself, which may look like an address, or in SAML its FriendlyName. Open a connection and choose **Change people and roles**.",
        "Most providers send groups only when you tell them to. The page says what yours does. Entra ID sends object IDs, not names, and none at all to people in very many groups: that is shown as its own refusal, [group_overage](/docs/refusals/group_overage), never as “no groups”.",
      ],
    },
    rules: {
      title: "Role rules",
      blocks: [
        {
          picture: "roles",
          alt: "Role rules: attribute, comparison, value, the role and the teams that the rule gives",
        },
        {
          points: [
            "A rule compares an attribute with a value: it is, begins with, ends with, contains, or fits a pattern in which `*` stands for any characters. It is not case-sensitive.",
            "The attribute `groups` means the attribute that contains the groups, whatever its name.",
            "Some providers send all groups as one text, such as `staff,app-admins`. Choose the separator under **Between groups**; then each group counts separately.",
            "A rule that makes administrators by a part of a value says so beneath it: `contains` with `admins` also fits `not-admins-at-all`. Prefer **is** with the whole value.",
            "All values of the attribute are looked at. The highest role of all rules that match wins, and their teams add up.",
            "Rules are evaluated at every sign-in, so a change of group counts from the next one.",
          ],
        },
        "If a rule can never match, has no effect, or has not matched anyone yet, advice appears below it.",
      ],
    },
    "everybody-else": {
      title: "People whom no rule matches",
      blocks: [
        "Choose under **Missing or unrecognised role**: give the default role, or refuse the sign-in with [role_missing](/docs/refusals/role_missing). Members whose role was given by hand keep it. Without any rule, everyone gets the default role. **Default teams** are for new people.",
      ],
    },
    limits: {
      title: "What rules cannot do",
      blocks: [
        "They give no role above **Highest role that this connection may give**. They never change the role of the space's last administrator or of an IT administrator. And they cannot give a role if no licence for it is free: then the person is refused, and you are notified by email.",
      ],
    },
    try: {
      title: "Try it first",
      blocks: [
        "**Try it** shows what somebody would get under the rules on the page, before you save. Use the attributes of a test, which your provider sent, or type some. Nobody is created or changed.",
      ],
    },
  },
};
