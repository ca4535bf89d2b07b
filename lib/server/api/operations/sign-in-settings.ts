import { changeSignInSettings } from "@/lib/features/sign-in/change-sign-in-settings";
import { done, refused } from "@/lib/model/outcome";
import { signInSettingsOf } from "@/lib/model/spaces/space";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { signInSettingsBody, signInSettingsView } from "@/lib/schemas/sign-in-settings";
import { defineOperation } from "../define-operation";

const at = "/spaces/{slug}/sign-in-settings";
const tag = "Connections";

/** Read afresh: the token's context may be older than the state that a condition refers to. */
async function read(deps: Dependencies, ctx: Context) {
  const space = await deps.store.spaces.byId(ctx.space.id);
  return space
    ? done(signInSettingsOf(space))
    : refused("not_found", "space_not_found", "There is no such space.");
}

export const signInSettingsOperations = [
  defineOperation(
    {
      id: "getSignInSettings",
      method: "get",
      path: at,
      tag,
      summary: "Read how people sign in to the space",
      scope: "connections:read",
      response: signInSettingsView,
    },
    ({ deps, ctx }) => read(deps, ctx),
  ),
  defineOperation(
    {
      id: "changeSignInSettings",
      method: "patch",
      path: at,
      tag,
      summary: "Set how people sign in to the space",
      description:
        "Who may use a password, whether single sign-on takes it, and what a sign-in with one must bring. What is left out stays. Nobody is signed out.",
      scope: "connections:write",
      permission: "manage_space",
      body: signInSettingsBody,
      response: signInSettingsView,
      problems: ["not_subscribed", "no_active_connection", "no_way_back"],
    },
    ({ deps, ctx, body }) => changeSignInSettings(deps, ctx, body),
  ),
];
