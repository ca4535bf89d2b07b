import type { Permission } from "@/lib/model/people/roles";

/** The access rule of a page or a route handler. */
export interface Access {
  /** `anyone`: a public page. `member`: every active member of the space. Else the required permission. */
  who: "anyone" | "member" | "operator" | Permission;
  /** Open while an action is required of the person (two-factor, an old password): the page where it is done. */
  requiredActions?: "ignore";
}

/**
 * Every page and route handler under a space and under /operator with its access rule. The access matrix finds the
 * files on the disk, fails for one that is missing here, and opens each as every kind of person. The API's list is
 * its document.
 */
export const accessList: Record<string, Access> = {
  "[space]/account/link/[connectionId]/route.ts": { who: "member", requiredActions: "ignore" },
  "[space]/account/page.tsx": { who: "member", requiredActions: "ignore" },
  "[space]/account/tokens/new/page.tsx": { who: "member" },
  "[space]/account/two-factor/page.tsx": { who: "member", requiredActions: "ignore" },
  "[space]/admin/applications/page.tsx": { who: "manage_people" },
  "[space]/admin/approvals/page.tsx": { who: "manage_people" },
  "[space]/admin/brand/page.tsx": { who: "manage_space" },
  "[space]/admin/developers/webhooks/[id]/page.tsx": { who: "manage_tokens" },
  "[space]/admin/developers/webhooks/new/page.tsx": { who: "manage_tokens" },
  "[space]/admin/developers/webhooks/page.tsx": { who: "manage_tokens" },
  "[space]/admin/organizations/[id]/page.tsx": { who: "manage_auth_integrations" },
  "[space]/admin/organizations/page.tsx": { who: "manage_auth_integrations" },
  "[space]/admin/organizations/requests/page.tsx": { who: "manage_auth_integrations" },
  "[space]/admin/security/audit/export/route.ts": { who: "read_audit" },
  "[space]/admin/security/audit/page.tsx": { who: "read_audit" },
  "[space]/admin/security/domains/[id]/page.tsx": { who: "manage_auth_integrations" },
  "[space]/admin/security/domains/[id]/rename/page.tsx": { who: "manage_people" },
  "[space]/admin/security/domains/page.tsx": { who: "manage_auth_integrations" },
  "[space]/admin/security/sessions/page.tsx": { who: "manage_people" },
  "[space]/admin/security/sign-in/page.tsx": { who: "manage_space" },
  "[space]/admin/security/sign-ins/[attemptId]/page.tsx": { who: "manage_auth_integrations" },
  "[space]/admin/security/sign-ins/export/route.ts": { who: "manage_auth_integrations" },
  "[space]/admin/security/sign-ins/page.tsx": { who: "manage_auth_integrations" },
  "[space]/admin/security/sso/[connectionId]/mapping/page.tsx": { who: "manage_auth_integrations" },
  "[space]/admin/security/sso/[connectionId]/page.tsx": { who: "manage_auth_integrations" },
  "[space]/admin/security/sso/[connectionId]/provider-document/route.ts": { who: "manage_auth_integrations" },
  "[space]/admin/security/sso/[connectionId]/setup-links/route.ts": { who: "manage_auth_integrations" },
  "[space]/admin/security/sso/[connectionId]/test-runs/[runId]/route.ts": { who: "manage_auth_integrations" },
  "[space]/admin/security/sso/[connectionId]/test/route.ts": { who: "manage_auth_integrations" },
  "[space]/admin/security/sso/lease/route.ts": { who: "manage_auth_integrations" },
  "[space]/admin/security/sso/new/page.tsx": { who: "manage_auth_integrations" },
  "[space]/admin/security/sso/page.tsx": { who: "manage_auth_integrations" },
  "[space]/admin/security/sso/setup-links/page.tsx": { who: "manage_auth_integrations" },
  "[space]/admin/security/tokens/new/page.tsx": { who: "manage_tokens" },
  "[space]/admin/security/tokens/page.tsx": { who: "manage_tokens" },
  "[space]/admin/teams/[id]/page.tsx": { who: "manage_people" },
  "[space]/admin/teams/page.tsx": { who: "manage_people" },
  "[space]/admin/users/[id]/connectors/page.tsx": { who: "manage_people" },
  "[space]/admin/users/[id]/page.tsx": { who: "manage_people" },
  "[space]/admin/users/import/page.tsx": { who: "manage_people" },
  "[space]/admin/users/new/page.tsx": { who: "manage_people" },
  "[space]/admin/users/page.tsx": { who: "manage_people" },
  "[space]/login/page.tsx": { who: "anyone" },
  "[space]/page.tsx": { who: "member" },
  "[space]/search/route.ts": { who: "member" },
  "[space]/sso-only/page.tsx": { who: "member" },
  "[space]/sso/[reference]/route.ts": { who: "anyone" },
  "[space]/sso/page.tsx": { who: "anyone" },
  "operator/applications/[id]/page.tsx": { who: "operator" },
  "operator/applications/[id]/spaces/[spaceId]/page.tsx": { who: "operator" },
  "operator/applications/new/page.tsx": { who: "operator" },
  "operator/applications/page.tsx": { who: "operator" },
  "operator/brand/page.tsx": { who: "operator" },
  "operator/domains/page.tsx": { who: "operator" },
  "operator/outbox/[id]/page.tsx": { who: "operator" },
  "operator/outbox/page.tsx": { who: "operator" },
  "operator/page.tsx": { who: "operator" },
  "operator/search/route.ts": { who: "operator" },
  "operator/spaces/[id]/page.tsx": { who: "operator" },
  "operator/spaces/new/page.tsx": { who: "operator" },
  "operator/tokens/new/page.tsx": { who: "operator" },
  "operator/tokens/page.tsx": { who: "operator" },
  "operator/webhooks/[id]/page.tsx": { who: "operator" },
  "operator/webhooks/new/page.tsx": { who: "operator" },
  "operator/webhooks/page.tsx": { who: "operator" },
};
