import { readdirSync } from "node:fs";
import { company, ids } from "./company";

/** What a parameter stands for, by the folder above it. */
const parameters: Record<string, string> = {
  space: company.slug,
  attemptId: ids.attempt,
  connectionId: ids.connection,
  directoryId: ids.directory,
  "users/id": ids.user,
  "teams/id": ids.team,
  "webhooks/id": ids.webhook,
  "domains/id": ids.domain,
  "organizations/id": ids.organization,
};

/** Pages that a signed-in person is not shown. */
const others = new Set([
  "login",
  "sso",
  "sso-only",
  // Of a directory that nothing was sent to.
  "admin/directories/[directoryId]/groups/[groupId]",
  "admin/directories/[directoryId]/requests/[requestId]",
]);

/** What a page shows besides its first view. */
const views: Record<string, readonly string[]> = {
  "admin/users": ["?q=last77", "?status=pending", "?page=300"],
  "admin/security/sign-ins": ["?status=refused", "?page=300"],
  "admin/security/audit": ["?page=300"],
  "admin/security/sessions": ["?page=60"],
  "admin/security/sso/[connectionId]": ["?tab=settings", "?tab=people", "?tab=tests", "?tab=history"],
  "admin/security/sso/new": ["configure", "people", "test"].map(
    (step) => `?connection=${ids.connection}&step=${step}`,
  ),
};

/** The address of every page of the console: each `page.tsx` of a space, so that no new one is left out. */
export function consoleAddresses(): string[] {
  const pages = readdirSync("app/[space]", { recursive: true, encoding: "utf8" })
    .filter((file) => /(?:^|\/)page\.tsx$/.test(file))
    .map((file) => file.replace(/\/?page\.tsx$/, ""))
    .filter((page) => !others.has(page))
    .toSorted();
  return pages.flatMap((page) => {
    const address = addressOf(page);
    return [address, ...(views[page] ?? []).map((view) => `${address}${view}`)];
  });
}

function addressOf(page: string): string {
  const filled = page.split("/").map((part, at, all) => {
    const name = /^\[(\w+)\]$/.exec(part)?.[1];
    if (name === undefined) return part;
    const value = parameters[`${all[at - 1]}/${name}`] ?? parameters[name];
    if (value === undefined) throw new Error(`Nothing stands for ${part} in ${page}.`);
    return value;
  });
  return ["", company.slug, ...filled].filter((part, at) => at === 0 || part !== "").join("/");
}
