import { holds, type Permission } from "@/lib/model/people/roles";
import type { MemberContext } from "@/lib/server/auth/require";

/** The target of an item; the screen chooses the icon. */
export type NavigationKey =
  | "home"
  | "brand"
  | "users"
  | "directories"
  | "teams"
  | "approvals"
  | "applications"
  | "sso"
  | "domains"
  | "organizations"
  | "sign_in"
  | "sign_ins"
  | "sessions"
  | "audit"
  | "tokens"
  | "webhooks"
  | "account";

export interface NavigationItem {
  key: NavigationKey;
  label: string;
  href: string;
  /** Only this very address is current, not those beneath it. */
  exact?: boolean;
}

export interface NavigationGroup {
  /** Empty for the items on top, which belong to no group. */
  label: string;
  items: NavigationItem[];
}

type Entry = { key: NavigationKey; label: string; path: string; needs: Permission | null; exact?: boolean };

/**
 * The one list of the console's pages, their addresses, and who sees them. Pages check the same permissions
 * themselves.
 */
const groups: { label: string; entries: Entry[] }[] = [
  { label: "", entries: [{ key: "home", label: "Home", path: "", needs: null, exact: true }] },
  {
    label: "People",
    entries: [
      { key: "users", label: "Members", path: "/admin/users", needs: "manage_people" },
      { key: "directories", label: "Directory", path: "/admin/directories", needs: "manage_people" },
      { key: "teams", label: "Teams", path: "/admin/teams", needs: "manage_people" },
      { key: "approvals", label: "Approvals", path: "/admin/approvals", needs: "manage_people" },
      { key: "applications", label: "Applications", path: "/admin/applications", needs: "manage_people" },
    ],
  },
  {
    label: "Security",
    entries: [
      { key: "sso", label: "Single sign-on", path: "/admin/security/sso", needs: "manage_auth_integrations" },
      {
        key: "domains",
        label: "Domains",
        path: "/admin/security/domains",
        needs: "manage_auth_integrations",
      },
      { key: "sign_in", label: "Sign-in", path: "/admin/security/sign-in", needs: "manage_space" },
      {
        key: "sign_ins",
        label: "Sign-in log",
        path: "/admin/security/sign-ins",
        needs: "manage_auth_integrations",
      },
      { key: "sessions", label: "Sessions", path: "/admin/security/sessions", needs: "manage_people" },
      { key: "audit", label: "Audit log", path: "/admin/security/audit", needs: "read_audit" },
    ],
  },
  {
    label: "Developers",
    entries: [
      { key: "tokens", label: "Tokens", path: "/admin/security/tokens", needs: "manage_tokens" },
      { key: "webhooks", label: "Webhooks", path: "/admin/developers/webhooks", needs: "manage_tokens" },
    ],
  },
  {
    label: "Space",
    entries: [
      { key: "brand", label: "Brand", path: "/admin/brand", needs: "manage_space" },
      {
        key: "organizations",
        label: "Organizations",
        path: "/admin/organizations",
        needs: "manage_auth_integrations",
      },
    ],
  },
];

type Who = { space: { slug: string }; membership: Parameters<typeof holds>[0] };

/** The groups that the member may open; groups without an item are left out. */
export function navigationFor({
  space,
  membership,
}: Pick<MemberContext, "space" | "membership"> | Who): NavigationGroup[] {
  return groups
    .map(({ label, entries }) => ({
      label,
      items: entries
        .filter(({ needs }) => needs === null || holds(membership, needs))
        .map(({ key, label: name, path, exact }) => ({
          key,
          label: name,
          href: `/${space.slug}${path}`,
          ...(exact ? { exact } : {}),
        })),
    }))
    .filter((group) => group.items.length > 0);
}

/** The addresses of a space's pages. */
export function spacePaths(slug: string) {
  const admin = `/${slug}/admin`;
  return {
    home: `/${slug}`,
    account: `/${slug}/account`,
    admin,
    brand: `${admin}/brand`,
    users: `${admin}/users`,
    user: (id: string) => `${admin}/users/${id}`,
    importPeople: `${admin}/users/import`,
    directories: `${admin}/directories`,
    directory: (id: string) => `${admin}/directories/${id}`,
    teams: `${admin}/teams`,
    team: (id: string) => `${admin}/teams/${id}`,
    approvals: `${admin}/approvals`,
    sso: `${admin}/security/sso`,
    mapping: (connectionId: string) => `${admin}/security/sso/${connectionId}/mapping`,
    domains: `${admin}/security/domains`,
    organizations: `${admin}/organizations`,
    organizationRequests: `${admin}/organizations/requests`,
    organization: (id: string) => `${admin}/organizations/${id}`,
    domain: (id: string) => `${admin}/security/domains/${id}`,
    signIn: `${admin}/security/sign-in`,
    signIns: `${admin}/security/sign-ins`,
    signInAttempt: (id: string) => `${admin}/security/sign-ins/${encodeURIComponent(id)}`,
    tokens: `${admin}/security/tokens`,
    webhooks: `${admin}/developers/webhooks`,
    sessions: `${admin}/security/sessions`,
    audit: `${admin}/security/audit`,
  };
}
