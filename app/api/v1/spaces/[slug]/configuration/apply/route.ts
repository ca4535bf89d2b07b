import { applyConfiguration, planOf } from "@/lib/features/configuration-file/apply-configuration";
import { refused } from "@/lib/model/outcome";
import { holds } from "@/lib/model/people/roles";
import { configurationBody } from "@/lib/schemas/configuration-file";
import { apiRoute } from "@/lib/server/api/api-route";
import { ssoDependencies } from "@/lib/server/process/sso-dependencies";

/** Applies a file. One that changes teams asks for what changing people asks for. */
export const POST = apiRoute(
  { scope: "connections:write", needsSso: true, body: configurationBody, maxBytes: 2_000_000 },
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
);
