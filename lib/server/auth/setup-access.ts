import { cookies, headers } from "next/headers";
import type { z } from "zod";
import { type SetupLinkContext, setupLinkContext } from "@/lib/features/setup-links/open-setup-link";
import { type Outcome, refused } from "@/lib/model/outcome";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { FormAction, FormState } from "@/lib/schemas/form-state";
import { clientAddress } from "@/lib/server/http/client-address";
import { dependencies } from "@/lib/server/process/dependencies";
import { publicAction } from "./admin-action";
import { cookieOptions, setupCookieName } from "./cookies";

const form = /^[A-Za-z0-9_-]{43}$/;

/** Signs this browser in by a setup link. Only in server actions and route handlers, after the link was traded. */
export async function openSetupBrowser(opened: { cookie: string; expiresAt: Date }): Promise<void> {
  const { appUrl } = await dependencies();
  (await cookies()).set(setupCookieName(appUrl), opened.cookie, cookieOptions(appUrl, opened.expiresAt));
}

/** The outside administrator named by this browser's cookie; `null` if it has no valid one. */
export async function currentSetup(): Promise<SetupLinkContext | null> {
  const deps = await dependencies();
  const cookie = (await cookies()).get(setupCookieName(deps.appUrl))?.value;
  return cookie && form.test(cookie) ? setupLinkContext(deps, cookie, clientAddress(await headers())) : null;
}

/** As `currentSetup`, for the pages of one link: a browser that has opened another one since is not admitted here. */
export async function setupOf(linkId: string): Promise<SetupLinkContext | null> {
  const ctx = await currentSetup();
  return ctx?.link.id === linkId ? ctx : null;
}

/**
 * The only entry point for changes by a setup link. The form names the connection that it was shown for: a tab of one
 * link must not write into the connection of another one that was opened since.
 */
export function setupAction<S extends z.ZodType<{ connectionId: string }>, T>(
  schema: S,
  work: (ctx: SetupLinkContext, input: z.output<S>, deps: Dependencies) => Promise<Outcome<T>>,
  answer?: (value: T, ctx: SetupLinkContext) => FormState | Promise<FormState>,
): FormAction {
  return publicAction(
    schema,
    async (_visitor, input, deps) => {
      const ctx = await currentSetup();
      if (!ctx || (ctx.link.connectionId ?? "") !== input.connectionId)
        return refused(
          "forbidden",
          "setup_session_over",
          "This page has expired, or its link was revoked, so nothing was saved. Open the link again. If it no longer works, ask your contact for a new one.",
        );
      const outcome = await work(ctx, input, deps);
      return outcome.ok ? { ok: true, value: { value: outcome.value, ctx } } : outcome;
    },
    async ({ value, ctx }) => (await answer?.(value, ctx)) ?? { ok: true },
  );
}
