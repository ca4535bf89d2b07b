import { z } from "zod";
import { applyConfiguration, planOf } from "@/lib/features/configuration-file/apply-configuration";
import { exportConfiguration } from "@/lib/features/configuration-file/export-configuration";
import type { PlanStep } from "@/lib/model/connections/plan-step";
import { done, refused } from "@/lib/model/outcome";
import { holds } from "@/lib/model/people/roles";
import type { Token, TokenScope } from "@/lib/model/tokens/token";
import type { Context } from "@/lib/ports/context";
import {
  configurationAppliedView,
  configurationBody,
  configurationFile,
  configurationPlanView,
} from "@/lib/schemas/configuration-file";
import { ssoDependencies } from "@/lib/server/process/sso-dependencies";
import { defineOperation } from "../define-operation";

const at = "/spaces/{slug}/configuration";
const tag = "Configuration as a file";
const maxBytes = 2_000_000;
/** The stored type is wider than the file (a provider is any text there), so that only tests compare the two. */
const exportedFile = z.preprocess((file) => file, configurationFile);

export const configurationOperations = [
  defineOperation(
    {
      id: "exportConfiguration",
      method: "get",
      path: at,
      tag,
      summary: "Export connections, options, rules, teams, domains and directories",
      description:
        "Without secrets. Without `directories` if the token lacks people:read, or its person the permission to manage people: a file without them leaves them alone.",
      scope: "connections:read",
      response: exportedFile,
    },
    async ({ deps, ctx, token }) =>
      done(await exportConfiguration(deps, ctx, { withDirectories: mayPeople(ctx, token, "people:read") })),
  ),
  defineOperation(
    {
      id: "planConfiguration",
      method: "post",
      path: `${at}/plan`,
      tag,
      summary: "See what applying a file would change",
      description:
        "Each step has the `problem` for which applying the file will refuse it, so far as that is known before. A file with directories asks for people:read too.",
      scope: "connections:read",
      needsSso: true,
      body: configurationBody,
      maxBytes,
      response: configurationPlanView,
    },
    async ({ deps, ctx, token, body }) => {
      const plan = await planOf(deps, ctx, body);
      if (plan.steps.some(ofDirectory) && !mayPeople(ctx, token, "people:read"))
        return lacksScope(token, "has directories", "people:read");
      return done(plan);
    },
  ),
  defineOperation(
    {
      id: "applyConfiguration",
      method: "post",
      path: `${at}/apply`,
      tag,
      summary: "Apply a file",
      description:
        "New settings are drafts that have to pass their test, and new directories observe until they are activated. Nothing is removed unless `prune` is true, and if a list of the file is empty or a directory is removed, not without `confirm`. With the `digest` of a plan only what that plan said is done. A file that changes teams, or has directories, asks for people:write too, and one that changes signInSettings for the permission manage_space.",
      scope: "connections:write",
      needsSso: true,
      body: configurationBody,
      maxBytes,
      response: configurationAppliedView,
      problems: ["removals_not_confirmed", "plan_changed"],
    },
    async ({ deps, ctx, token, body }) => {
      const refusal = mayApply(await planOf(deps, ctx, body), ctx, token);
      if (refusal) return refusal;
      return applyConfiguration(await ssoDependencies(), ctx, body);
    },
  ),
];

/** A file's changes beyond connections need the same scopes as their own operations. */
function mayApply({ steps }: { steps: readonly PlanStep[] }, ctx: Context, token: Token) {
  const touches = (wanted: PlanStep["kind"]) =>
    steps.some(({ kind, action }) => kind === wanted && action !== "leave" && action !== "keep");
  const mayWrite = mayPeople(ctx, token, "people:write");
  if (touches("team") && !mayWrite) return lacksScope(token, "changes teams", "people:write");
  if (steps.some(ofDirectory) && !mayWrite) return lacksScope(token, "has directories", "people:write");
  if (touches("sign_in_settings") && ctx.membership && !holds(ctx.membership, "manage_space"))
    return refused(
      "forbidden",
      "permission_missing",
      "This file changes how people sign in to the space, so the token's person needs the permission manage_space. Leave signInSettings out, or ask an administrator.",
      { field: "configuration.signInSettings", expected: "manage_space" },
    );
  return null;
}

/** Even a step that changes nothing says what directories there are. */
const ofDirectory = ({ kind }: PlanStep) => kind === "directory";

function mayPeople({ membership }: Context, { scopes }: Token, scope: TokenScope): boolean {
  return scopes.includes(scope) && (membership === null || holds(membership, "manage_people"));
}

function lacksScope({ scopes }: Token, what: string, scope: TokenScope) {
  return refused(
    "forbidden",
    "scope_missing",
    `This file ${what}, so the token needs the scope ${scope}, and its person the permission to manage people.`,
    { received: scopes.join(" "), expected: scope },
  );
}
