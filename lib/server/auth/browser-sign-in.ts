import { cookies, headers } from "next/headers";
import type { PasswordAdmission } from "@/lib/features/passwords/admit-by-password";
import { deviceCookieEnd } from "@/lib/features/passwords/remembered-device";
import { finishSecondStep } from "@/lib/features/passwords/second-step";
import { signInWithPassword } from "@/lib/features/passwords/sign-in-with-password";
import { done, type Outcome } from "@/lib/model/outcome";
import type { Dependencies } from "@/lib/ports/dependencies";
import { clientAddress } from "@/lib/server/http/client-address";
import { dependencies } from "@/lib/server/process/dependencies";
import { cookieOptions, deviceCookieName, secondStepCookieName } from "./cookies";
import { namedSessionId } from "./session";

export type BrowserSignIn = PasswordAdmission | { step: "second_factor" };

/**
 * Signs this browser in by password with its address, device cookie and earlier session. Stores the ticket of the
 * second step, or the mark of a known device, in a cookie; the caller sets the session's own cookie.
 */
export async function passwordStep(input: {
  email: string;
  password: string;
  spaceSlug: string | null;
}): Promise<Outcome<BrowserSignIn>> {
  const deps = await dependencies();
  const result = await signInWithPassword(deps, { ...input, ...(await browser(deps.appUrl)) });
  if (!result.ok) return counted(deps, result);
  if (result.value.step === "signed_in") return done(await admitted(result.value));
  const { ticket, expiresAt } = result.value;
  (await cookies()).set(secondStepCookieName(deps.appUrl), ticket, cookieOptions(deps.appUrl, expiresAt));
  return done({ step: "second_factor" });
}

/** The code after the password, in the same browser. */
export async function codeStep(code: string): Promise<Outcome<PasswordAdmission>> {
  const deps = await dependencies();
  const ticket = await secondStepTicket();
  const result = await finishSecondStep(deps, { ticket, code, ...(await browser(deps.appUrl)) });
  return result.ok ? done(await admitted(result.value)) : counted(deps, result);
}

function counted<T extends { problem: { code: string } }>(
  { meter }: Pick<Dependencies, "meter">,
  refusal: T,
): T {
  meter.signIn("password", refusal.problem.code);
  return refusal;
}

/** The ticket in this browser's cookie, valid or not. */
export async function secondStepTicket(): Promise<string | null> {
  const { appUrl } = await dependencies();
  return (await cookies()).get(secondStepCookieName(appUrl))?.value || null;
}

async function browser(appUrl: string) {
  const sent = await headers();
  return {
    deviceCookie: (await cookies()).get(deviceCookieName(appUrl))?.value ?? null,
    address: clientAddress(sent),
    userAgent: sent.get("user-agent"),
    previousSessionId: await namedSessionId(),
  };
}

async function admitted(admission: PasswordAdmission): Promise<PasswordAdmission> {
  const { appUrl, meter, now } = await dependencies();
  meter.signIn("password", null);
  const jar = await cookies();
  const end = deviceCookieEnd(now());
  jar.set(deviceCookieName(appUrl), admission.deviceCookie, cookieOptions(appUrl, end));
  jar.set(secondStepCookieName(appUrl), "", cookieOptions(appUrl, new Date(0)));
  return admission;
}
