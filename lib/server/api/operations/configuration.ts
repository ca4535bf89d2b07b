import { z } from "zod";
import { applyConfiguration, planOf } from "@/lib/features/configuration-file/apply-configuration";
import { exportConfiguration } from "@/lib/features/configuration-file/export-configuration";
import { done, refused } from "@/lib/model/outcome";
import { holds } from "@/lib/model/people/roles";
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
/** What is stored is typed wider than the file (a provider is any text there), so that only tests compare the two. */
const exportedFile = z.preprocess((file) => file, configurationFile);

export const configurationOperations = [
  defineOperation(
    {
      id: "exportConfiguration",
      method: "get",
      path: at,
      tag,
      summary: "Export connections, options, rules, teams and domains",
      description: "Without secrets.",
      scope: "connections:read",
      response: exportedFile,
    },
    async ({ deps, ctx }) => done(await exportConfiguration(deps, ctx)),
  ),
  defineOperation(
    {
      id: "planConfiguration",
      method: "post",
      path: `${at}/plan`,
      tag,
      summary: "See what applying a file would change",
      scope: "connections:read",
      needsSso: true,
      body: configurationBody,
      maxBytes,
      response: configurationPlanView,
    },
    async ({ deps, ctx, body }) => done(await planOf(deps, ctx, body)),
  ),
  defineOperation(
    {
      id: "applyConfiguration",
      method: "post",
      path: `${at}/apply`,
      tag,
      summary: "Apply a file",
      description:
        "New settings are drafts that have to pass their test. Nothing is removed unless `prune` is true. A file that changes teams asks for people:write too.",
      scope: "connections:write",
      needsSso: true,
      body: configurationBody,
      maxBytes,
      response: configurationAppliedView,
    },
    async ({ deps, ctx, token, body }) => {
      const { steps } = await planOf(deps, ctx, body);
      const touchesTeams = steps.some(
        ({ kind, action }) => kind === "team" && action !== "leave" && action !== "keep",
      );
      const mayTeams =
        token.scopes.includes("people:write") &&
        (ctx.membership === null || holds(ctx.membership, "manage_people"));
      if (touchesTeams && !mayTeams)
        return refused(
          "forbidden",
          "scope_missing",
          "This file changes teams, so the token needs the scope people:write, and its person the permission to manage people.",
          { received: token.scopes.join(" "), expected: "people:write" },
        );
      return applyConfiguration(await ssoDependencies(), ctx, body);
    },
  ),
];
