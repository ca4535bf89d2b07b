import type { Dependencies, SealContext } from "@/lib/ports/dependencies";

type DeviceDependencies = Pick<Dependencies, "vault" | "secrets" | "now">;

const lifetime = 365 * 24 * 60 * 60 * 1000;
/** The most accounts that one browser is remembered for. */
const mostAccounts = 5;
const separator = "~";

/** Bound to the account: the mark of one person's device is useless for another's. */
const context = (userId: string): SealContext => ({
  tenant: "global",
  table: "device_cookie",
  row: userId,
  column: "value",
});

interface Mark {
  device: string;
  at: number;
}

/**
 * The device's id if this browser has signed in to the account by password before, else `null`. Such a device has its
 * own count of wrong passwords, so that strangers who try passwords cannot lock the owner out.
 */
export function rememberedDevice(
  deps: DeviceDependencies,
  cookie: string | null,
  userId: string,
): string | null {
  for (const entry of entriesOf(cookie)) {
    const mark = openMark(deps, entry, userId);
    if (mark && deps.now().getTime() - mark.at < lifetime) return mark.device;
  }
  return null;
}

/** The cookie's new value after a password sign-in to the account; `deviceCookieEnd` is its expiry. */
export function rememberDevice(deps: DeviceDependencies, cookie: string | null, userId: string): string {
  const entries = entriesOf(cookie);
  const own = entries.find((entry) => openMark(deps, entry, userId));
  const device = (own && openMark(deps, own, userId)?.device) ?? deps.secrets.id("device");
  const mark: Mark = { device, at: deps.now().getTime() };
  const fresh = deps.vault.seal(JSON.stringify(mark), context(userId));
  return [fresh, ...entries.filter((entry) => entry !== own)].slice(0, mostAccounts).join(separator);
}

export function deviceCookieEnd(now: Date): Date {
  return new Date(now.getTime() + lifetime);
}

function entriesOf(cookie: string | null): string[] {
  return (cookie ?? "").split(separator, mostAccounts).filter((entry) => entry !== "");
}

function openMark({ vault }: Pick<DeviceDependencies, "vault">, entry: string, userId: string): Mark | null {
  try {
    const value: unknown = JSON.parse(vault.open(entry, context(userId)));
    return isMark(value) ? value : null;
  } catch {
    return null;
  }
}

function isMark(value: unknown): value is Mark {
  return (
    typeof value === "object" &&
    value !== null &&
    "device" in value &&
    typeof value.device === "string" &&
    "at" in value &&
    typeof value.at === "number"
  );
}
