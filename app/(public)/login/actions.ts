"use server";

import { redirect } from "next/navigation";
import { discoverSignIn } from "@/lib/features/sign-in/discover-sign-in";
import { done } from "@/lib/model/outcome";
import { safeReturnPath } from "@/lib/model/return-path";
import type { FormState } from "@/lib/schemas/form-state";
import { discoveryForm, passwordForm, secondStepForm } from "@/lib/schemas/sign-in";
import { publicAction } from "@/lib/server/auth/admin-action";
import { codeStep, passwordStep } from "@/lib/server/auth/browser-sign-in";
import { openBrowserSession } from "@/lib/server/auth/open-browser-session";
import { discovered } from "./discovered";

const discover = publicAction(
  discoveryForm,
  async ({ address }, { email, next }, deps) => {
    const discovery = await discoverSignIn(deps, { email, address });
    return discovery.ok ? done({ ...discovery.value, next: safeReturnPath(next) }) : discovery;
  },
  ({ email, offers, next }) => discovered(email, offers, next),
);

const signIn = publicAction(
  passwordForm,
  async (_visitor, { email, password, spaceSlug, next }) => {
    const result = await passwordStep({ email, password, spaceSlug: spaceSlug || null });
    return result.ok ? done({ result: result.value, next: safeReturnPath(next) }) : result;
  },
  async ({ result, next }) => {
    if (result.step === "second_factor") {
      redirect(next ? `/login/code?next=${encodeURIComponent(next)}` : "/login/code");
    }
    await openBrowserSession(result);
    redirect(next ?? result.landing);
  },
);

/** `/login`: the address first; with a password in the form, the sign-in. */
export async function loginAction(previous: FormState, form: FormData): Promise<FormState> {
  return form.has("password") ? signIn(previous, form) : discover(previous, form);
}

/** The code after the password. */
export const codeAction = publicAction(
  secondStepForm,
  async (_visitor, { code, next }) => {
    const result = await codeStep(code);
    return result.ok ? done({ admission: result.value, next: safeReturnPath(next) }) : result;
  },
  async ({ admission, next }) => {
    await openBrowserSession(admission);
    redirect(next ?? admission.landing);
  },
);
