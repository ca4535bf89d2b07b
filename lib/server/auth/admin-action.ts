import { headers } from "next/headers";
import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import type { Outcome, Problem } from "@/lib/model/outcome";
import { holds, type Permission } from "@/lib/model/people/roles";
import { firstPart } from "@/lib/model/return-path";
import type { Dependencies } from "@/lib/ports/dependencies";
import {
  type FormAction,
  type FormState,
  invalidForm,
  refusedForm,
  valuesOf,
} from "@/lib/schemas/form-state";
import { clientAddress } from "@/lib/server/http/client-address";
import { isOwnOrigin } from "@/lib/server/http/origin";
import { requestPathHeader } from "@/lib/server/http/request-path";
import { dependencies } from "@/lib/server/process/dependencies";
import { formInput } from "./form-input";
import { type MemberContext, type OperatorContext, operatorContext, spaceAccessOf } from "./require";
import { currentSession } from "./session";

/** The types of a use case: its input and its result. */
type Work<A, S extends z.ZodType, T> = (
  ctx: A,
  input: z.output<S>,
  deps: Dependencies,
) => Promise<Outcome<T>>;
/** The form's result after success; it may redirect instead. Absent: `{ ok: true }`. */
type Answer<A, T> = (value: T, ctx: A) => FormState | Promise<FormState>;

type Entrance<A> = { ok: true; ctx: A } | { ok: false; message: string };

/** The caller of a public page. */
export interface VisitorContext {
  address: string | null;
  userAgent: string | null;
}

const refusals = {
  origin:
    "This form was not sent from this site, so nothing was done. Open this page again and send the form from there.",
  signedOut:
    "You are no longer signed in, so nothing was saved. What you typed is still here: sign in again in another tab, then send this form again.",
  notAdmitted:
    "This space requires a separate sign-in. What you typed is still here: sign in to the space in another tab, then send this form again.",
  noSpace: "You have no access to a space with this name, so nothing was done.",
  permission:
    "You do not have the permission for this. Ask an administrator of the space to do it or to grant it to you.",
  requiredAction:
    "Your account needs attention first: open your account page, finish what it asks for, then send this form again.",
  surprise:
    "Something went wrong on our side, so nothing was saved. Try again. If it keeps happening, send the reference to support.",
} as const;

/**
 * The only entry point for changes in a space. In this order: the request comes from this site, somebody is signed
 * in, the form's field `space` names a space that admitted them, they have the permission, the form parses; then
 * `work`. Refusals are returned as the form's state with everything that was typed, except secrets.
 */
export function adminAction<S extends z.ZodType, T>(
  permission: Permission,
  schema: S,
  work: Work<MemberContext, S, T>,
  answer?: Answer<MemberContext, T>,
): FormAction {
  return action((form) => memberEntrance(form, permission, "enforce"), ["space"], schema, work, answer);
}

/**
 * As `adminAction`, for what every member may do. `requiredActions: "ignore"` is for one's own account, where
 * required actions are completed.
 */
export function memberAction<S extends z.ZodType, T>(
  schema: S,
  work: Work<MemberContext, S, T>,
  answer?: Answer<MemberContext, T>,
  options: { requiredActions?: "enforce" | "ignore" } = {},
): FormAction {
  return action(
    (form) => memberEntrance(form, null, options.requiredActions ?? "enforce"),
    ["space"],
    schema,
    work,
    answer,
  );
}

/** As `adminAction`, for operators: staff, who are not members of spaces. */
export function operatorAction<S extends z.ZodType, T>(
  schema: S,
  work: Work<OperatorContext, S, T>,
  answer?: Answer<OperatorContext, T>,
): FormAction {
  return action(operatorEntrance, [], schema, work, answer);
}

/** As `adminAction`, for pages without sign-in. */
export function publicAction<S extends z.ZodType, T>(
  schema: S,
  work: Work<VisitorContext, S, T>,
  answer?: Answer<VisitorContext, T>,
): FormAction {
  return action(visitorEntrance, [], schema, work, answer);
}

function action<A, S extends z.ZodType, T>(
  enter: (form: FormData) => Promise<Entrance<A>>,
  ownFields: readonly string[],
  schema: S,
  work: Work<A, S, T>,
  answer: Answer<A, T> | undefined,
): FormAction {
  return async (_previous, form) => {
    const deps = await dependencies();
    try {
      if (!isOwnOrigin(await headers(), deps.appUrl)) return refusedForm(refusals.origin, form);
      const entrance = await enter(form);
      if (!entrance.ok) return refusedForm(entrance.message, form);
      const parsed = schema.safeParse(formInput(form, ownFields));
      if (!parsed.success) return invalidForm(parsed.error, form);
      const outcome = await work(entrance.ctx, parsed.data, deps);
      if (!outcome.ok) return problemState(outcome.problem, form);
      return (await answer?.(outcome.value, entrance.ctx)) ?? { ok: true };
    } catch (error) {
      // Next throws for redirect() and notFound(); these are no failures.
      unstable_rethrow(error);
      return surprise(deps, error, form);
    }
  };
}

async function memberEntrance(
  form: FormData,
  permission: Permission | null,
  requiredActions: "enforce" | "ignore",
): Promise<Entrance<MemberContext>> {
  const slug = form.get("space");
  const access = await spaceAccessOf(
    typeof slug === "string" ? slug : firstPart((await headers()).get(requestPathHeader) ?? ""),
  );
  switch (access.state) {
    case "signed_out":
      return { ok: false, message: refusals.signedOut };
    case "no_space":
    case "not_a_member":
      // A signed-out visitor must not learn which spaces exist either.
      return { ok: false, message: (await currentSession()) ? refusals.noSpace : refusals.signedOut };
    case "not_admitted":
      return { ok: false, message: refusals.notAdmitted };
    case "inside":
      if (access.ctx.requiredAction && requiredActions === "enforce")
        return { ok: false, message: refusals.requiredAction };
      if (permission && !holds(access.ctx.membership, permission))
        return { ok: false, message: refusals.permission };
      return { ok: true, ctx: access.ctx };
  }
}

async function operatorEntrance(): Promise<Entrance<OperatorContext>> {
  const current = await currentSession();
  if (!current) return { ok: false, message: refusals.signedOut };
  const { now } = await dependencies();
  const ctx = operatorContext(current, clientAddress(await headers()), now());
  return ctx ? { ok: true, ctx } : { ok: false, message: refusals.permission };
}

async function visitorEntrance(): Promise<Entrance<VisitorContext>> {
  const sent = await headers();
  return { ok: true, ctx: { address: clientAddress(sent), userAgent: sent.get("user-agent") } };
}

/** A use case's refusal as a form's state: at its field if it names one, else for the whole form. */
function problemState(problem: Problem, form: FormData): FormState {
  const fieldErrors: Record<string, string[]> = {};
  if (problem.field !== undefined) fieldErrors[problem.field] = [problem.message];
  for (const { field, message } of problem.more ?? [])
    fieldErrors[field] = [...(fieldErrors[field] ?? []), message];
  return {
    ok: false,
    ...(problem.field === undefined ? { message: problem.message } : {}),
    ...(Object.keys(fieldErrors).length > 0 ? { fieldErrors } : {}),
    values: valuesOf(form),
  };
}

function surprise(deps: Dependencies, error: unknown, form: FormData): FormState {
  const reference = deps.secrets.id("err");
  deps.log.error("server action failed", { error, reference });
  return refusedForm(refusals.surprise, form, reference);
}
