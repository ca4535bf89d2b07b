import type { PaletteGroup, PaletteItem } from "@/components/frame/palette-items";
import { helpAddresses } from "@/lib/model/help";
import { holds, type Permission } from "@/lib/model/people/roles";
import type { MemberContext } from "@/lib/server/auth/require";
import { type NavigationKey, navigationFor, spacePaths } from "@/lib/server/http/navigation";

/** Other words that people look for a page by. */
const pageWords: Record<NavigationKey, readonly string[]> = {
  home: ["start", "dashboard", "overview", "administration", "licences", "seats"],
  brand: ["logo", "colour", "color", "accent", "appearance", "look"],
  users: ["users", "people", "persons", "accounts", "employees"],
  directories: [
    ...["scim", "directory sync", "provisioning", "deprovisioning", "user sync", "sync", "offboarding"],
    ...["onboarding", "groups", "okta", "entra id", "azure ad", "onelogin", "jumpcloud", "leavers", "brake"],
  ],
  teams: ["groups"],
  approvals: ["waiting", "pending", "requests", "let in"],
  applications: ["apps", "clients", "tiles"],
  sso: ["sso", "saml", "oidc", "openid connect", "connections", "connectors", "identity provider", "idp"],
  domains: ["dns", "txt record", "verify", "email domain"],
  organizations: ["linked spaces", "company"],
  sign_in: ["passwords", "require sso", "enforce", "mfa", "2fa", "two-factor", "policy", "emergency access"],
  sign_ins: ["logs", "logins", "refused", "failures", "errors", "troubleshoot"],
  sessions: ["signed in", "devices", "browsers", "sign out", "log out"],
  audit: ["logs", "history", "events", "who did what"],
  tokens: ["api keys", "api key", "access tokens", "integration"],
  webhooks: ["events", "notifications", "callbacks"],
  account: ["profile", "me"],
};

/** Everything that the palette of a space leads to: its pages, what can be begun, and one's own things. */
export function palettePages(ctx: Pick<MemberContext, "space" | "membership">): PaletteGroup[] {
  const pages = navigationFor(ctx).map(({ label, items }) => ({
    label: label || "Pages",
    items: items.map(({ key, label: name, href }) => ({ label: name, href, words: pageWords[key] })),
  }));
  const tasks = tasksOf(ctx);
  return [
    ...pages,
    ...(tasks.length > 0 ? [{ label: "Do something", items: tasks }] : []),
    { label: "Your own", items: ownItems(ctx.space.slug) },
  ];
}

function tasksOf({ space, membership }: Pick<MemberContext, "space" | "membership">): PaletteItem[] {
  const paths = spacePaths(space.slug);
  const tasks: (PaletteItem & { needs: Permission })[] = [
    {
      needs: "manage_people",
      label: "Add a member",
      href: `${paths.users}/new`,
      words: ["invite", "invitation", "new user", "new person"],
    },
    {
      needs: "manage_people",
      label: "Import members",
      href: paths.importPeople,
      words: ["csv", "upload", "bulk", "many", "provisioning"],
    },
    {
      needs: "manage_people",
      label: "Connect a directory",
      href: `${paths.directories}/new`,
      words: [
        ...["scim", "directory sync", "provisioning", "deprovisioning", "user sync", "offboarding"],
        ...["okta", "entra id", "azure ad", "onelogin", "jumpcloud"],
      ],
    },
    {
      needs: "manage_auth_integrations",
      label: "Connect an identity provider",
      href: `${paths.sso}/new`,
      words: [
        ...["sso", "saml", "oidc", "openid connect", "okta", "entra id", "azure ad", "google", "keycloak"],
        ...["adfs", "new connection", "configure"],
      ],
    },
    {
      needs: "manage_auth_integrations",
      label: "Setup links",
      href: `${paths.sso}/setup-links`,
      words: ["send to it", "invite it", "outside administrator", "contractor"],
    },
    {
      needs: "manage_tokens",
      label: "Create a token",
      href: `${paths.tokens}/new`,
      words: ["api key", "new api key", "secret"],
    },
    {
      needs: "manage_tokens",
      label: "Add a webhook",
      href: `${paths.webhooks}/new`,
      words: ["new webhook", "events"],
    },
  ];
  return tasks.filter(({ needs }) => holds(membership, needs)).map(({ needs: _, ...item }) => item);
}

function ownItems(slug: string): PaletteItem[] {
  const { account } = spacePaths(slug);
  return [
    { label: "Your account", href: account, words: ["profile", "name", "me", "password", "change password"] },
    {
      label: "Your two-factor sign-in",
      href: `${account}/two-factor`,
      words: ["mfa", "2fa", "authenticator", "code", "second factor", "recovery codes"],
    },
    { label: "Your personal tokens", href: `${account}#tokens`, words: ["api key", "pat", "access token"] },
    {
      label: "Help",
      href: helpAddresses.index,
      words: ["documentation", "docs", "guide", "manual", "support"],
    },
  ];
}
