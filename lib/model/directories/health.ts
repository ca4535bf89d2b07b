import type { Directory, DirectoryAlert } from "./directory";

const day = 86_400_000;
/** So many changes one after another have to be refused before a directory counts as failing. */
export const failingRun = 5;

interface Change {
  status: number;
  at: Date;
}

/**
 * Whether the latest changes were all refused, newest first. What the provider asks for too often or at a bad moment
 * (429, 503) it sends again.
 */
export function isFailing(latest: readonly Change[], now: Date): boolean {
  const run = latest.slice(0, failingRun);
  const isRefused = ({ status, at }: Change) =>
    status >= 400 && status !== 429 && status !== 503 && now.getTime() - at.getTime() < day;
  return run.length === failingRun && run.every(isRefused);
}

/** Whether an active directory has sent nothing for a day. */
export function isSilent(
  { status, lastRequestAt, activatedAt }: Pick<Directory, "status" | "lastRequestAt" | "activatedAt">,
  now: Date,
): boolean {
  const times = [lastRequestAt, activatedAt].flatMap((at) => at?.getTime() ?? []);
  return status === "active" && now.getTime() - Math.max(...times) >= day;
}

/** What administrators should know of; failing comes first. */
export function alertOf(
  directory: Pick<Directory, "status" | "lastRequestAt" | "activatedAt">,
  latest: readonly Change[],
  now: Date,
): DirectoryAlert | null {
  if (isFailing(latest, now)) return "failing";
  return isSilent(directory, now) ? "silent" : null;
}
