import type { OpenDatabase } from "@/lib/db/driver/open-database";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import { sessionCookieName } from "@/lib/server/auth/cookies";
import { sealSessionToken } from "@/lib/server/auth/session-token";
import type { AppDependencies } from "@/lib/server/process/dependencies";
import type { Settings } from "@/lib/server/process/env";

const secret = "the secret of tests, which is long enough for next-auth";

/** The values of `next/headers` in a test: one request at a time. */
export const request = {
  headers: new Headers(),
  cookies: new Map<string, string>(),
};

/** The replacement for the module `next/headers`, which works inside Next's own requests only. */
export const nextHeaders = {
  headers: async () => request.headers,
  cookies: async () => ({
    get: (name: string) => {
      const value = request.cookies.get(name);
      return value === undefined ? undefined : { name, value };
    },
    set: (name: string, value: string) => {
      request.cookies.set(name, value);
    },
  }),
};

/** Sets the test's dependencies in place of the process's own, and begins with a browser that sends nothing. */
export function serve(deps: Dependencies, database: OpenDatabase): void {
  const shared = globalThis as typeof globalThis & {
    gatehouseDependencies?: Promise<AppDependencies>;
    gatehouseSettings?: Settings;
  };
  const settings = { appUrl: deps.appUrl, nextAuthSecret: secret, smtp: null } as Settings;
  shared.gatehouseSettings = settings;
  shared.gatehouseDependencies = Promise.resolve({
    ...deps,
    database,
    env: settings,
    settings,
  } as unknown as AppDependencies);
  request.cookies.clear();
  request.headers = new Headers({ origin: deps.appUrl });
}

/** The same for the lab of single sign-on, whose sign-ins the routes then serve. */
export function serveLab({ deps, database }: { deps: SsoDependencies; database: OpenDatabase }): void {
  serve(deps, database);
  const shared = globalThis as typeof globalThis & { gatehouseSso?: Promise<SsoDependencies> };
  shared.gatehouseSso = Promise.resolve(deps);
}

/** Sets a session's cookie in the browser. */
export async function carry(
  deps: Dependencies,
  session: { sessionId: string; expiresAt: Date },
): Promise<void> {
  const value = await sealSessionToken({ sid: session.sessionId }, secret, session.expiresAt, deps.now());
  request.cookies.set(sessionCookieName(deps.appUrl), value);
}

/** What Next would do with an error that a page threw: `404`, the address of a redirect, or the error itself. */
export async function thrownBy(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
    return "nothing";
  } catch (error) {
    const digest = error instanceof Error && "digest" in error ? String(error.digest) : "";
    if (digest.startsWith("NEXT_HTTP_ERROR_FALLBACK;404")) return "404";
    if (digest.startsWith("NEXT_REDIRECT")) return digest.split(";")[2] ?? "";
    throw error;
  }
}
