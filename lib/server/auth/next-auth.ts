import type { AuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { liveSession } from "@/lib/features/sessions/live-session";
import { signOut } from "@/lib/features/sessions/sign-out";
import { safeReturnPath } from "@/lib/model/return-path";
import { sessionLifetime } from "@/lib/model/sign-in/session-life";
import { dependencies } from "@/lib/server/process/dependencies";
import { authSecret } from "./auth-secret";
import { codeStep, passwordStep } from "./browser-sign-in";
import { isSecure } from "./cookies";
import { decryptToken, encryptToken } from "./session-cipher";

/**
 * next-auth with tokens that name a row in `sessions` and nothing else. The row is looked up whenever the token is
 * read, so that an ended session is dead at once. Its one provider is the same use case as the forms'. A route of
 * ours says who is signed in (`app/api/auth/session`).
 */
export async function authOptions(): Promise<AuthOptions> {
  const deps = await dependencies();
  // next-auth reads its own address from here; the Host header is not trusted.
  process.env.NEXTAUTH_URL = deps.appUrl;
  return {
    secret: authSecret(),
    useSecureCookies: isSecure(deps.appUrl),
    session: { strategy: "jwt", maxAge: sessionLifetime / 1000 },
    jwt: {
      encode: ({ token, secret, maxAge }) =>
        encryptToken(token ?? {}, String(secret), maxAge ?? sessionLifetime / 1000),
      decode: async ({ token, secret }) => (token ? decryptToken(token, String(secret)) : null),
    },
    pages: { signIn: "/login", signOut: "/logout", error: "/login" },
    logger: {
      error: (code) => deps.log.info("next-auth", { code }),
      warn: (code) => deps.log.info("next-auth", { code }),
      debug: () => undefined,
    },
    providers: [
      Credentials({
        name: "Password",
        credentials: { email: { type: "email" }, password: { type: "password" }, code: { type: "text" } },
        authorize: (sent) => authorize(sent),
      }),
    ],
    callbacks: {
      async jwt({ token, user }) {
        // `user` is the result of `authorize`: the session's id.
        if (user) return { sid: user.id };
        const sid = typeof token.sid === "string" ? token.sid : "";
        if (!(await liveSession(deps, sid))) throw new Error("The session has ended.");
        return { sid };
      },
      redirect: ({ url }) => ownAddress(url, deps.appUrl),
    },
    events: {
      async signOut({ token }) {
        if (typeof token?.sid === "string") await signOut(deps, token.sid, null);
      },
    },
  };
}

async function authorize(sent: Record<"email" | "password" | "code", string> | undefined) {
  const first = await passwordStep({
    email: sent?.email ?? "",
    password: sent?.password ?? "",
    spaceSlug: null,
  });
  if (!first.ok) return null;
  if (first.value.step === "signed_in") return { id: first.value.sessionId };
  const second = sent?.code ? await codeStep(sent.code) : null;
  return second?.ok ? { id: second.value.sessionId } : null;
}

function ownAddress(url: string, appUrl: string): string {
  const path = url.startsWith(`${appUrl}/`) ? url.slice(appUrl.length) : url;
  return `${appUrl}${safeReturnPath(path) ?? "/"}`;
}
