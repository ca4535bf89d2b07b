import { findConnection, noSuchConnection } from "@/lib/features/connections/find-connection";
import { listOptionVersions } from "@/lib/features/connections/list-versions";
import { optionView } from "@/lib/features/connections/option-view";
import { restoreOption } from "@/lib/features/connections/roll-back";
import { optionWarnings } from "@/lib/features/mapping/option-warnings";
import { saveOptionSettings } from "@/lib/features/mapping/save-option-settings";
import { placeSignInButton } from "@/lib/features/sign-in/sign-in-buttons";
import type { SignInOption } from "@/lib/model/connections/connection";
import { done } from "@/lib/model/outcome";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { optionAnswer, savedOptionAnswer } from "@/lib/schemas/connection-answers";
import { signInButtonBody, signInOptionBody } from "@/lib/schemas/connection-api";
import { wholeListOf } from "@/lib/schemas/list-answer";
import { optionVersionView, versionBody } from "@/lib/schemas/versions";
import { defineOperation } from "../define-operation";

const at = "/spaces/{slug}/connections/{id}/sign-in-option";
const tag = "Connections";
const missing = "connection_not_found";

async function find(deps: Dependencies, ctx: Context, connectionId: string) {
  const found = await findConnection(deps.store, ctx.space.id, connectionId);
  return found?.option ? done(optionView(found.option)) : noSuchConnection();
}

/** The saved settings, with warnings for an administrator: saving does not wait for them. */
async function savedView(deps: Dependencies, ctx: Context, option: SignInOption) {
  const { connectionId, settings } = option;
  return { ...optionView(option), warnings: await optionWarnings(deps, ctx, connectionId, settings) };
}

export const signInOptionOperations = [
  defineOperation(
    {
      id: "getSignInOption",
      method: "get",
      path: at,
      tag,
      summary: "Read how people come in through a connection",
      scope: "connections:read",
      needsSso: true,
      response: optionAnswer,
      problems: [missing],
    },
    ({ deps, ctx, params }) => find(deps, ctx, params.id),
  ),
  defineOperation(
    {
      id: "putSignInOption",
      method: "put",
      path: at,
      tag,
      summary: "Set how people come in through a connection",
      description: "Attribute names, role rules, provisioning; replaces all of them.",
      scope: "connections:write",
      needsSso: true,
      body: signInOptionBody,
      bodyRequired: true,
      ifMatch: "revision",
      response: savedOptionAnswer,
      problems: [
        missing,
        "body_missing",
        "team_unknown",
        "default_above_ceiling",
        "role_above_own",
        "names_of_owner",
      ],
    },
    async ({ deps, ctx, params, body, expectedRevision }) => {
      const saved = await saveOptionSettings(deps, ctx, {
        connectionId: params.id,
        leaseId: null,
        expectedRevision,
        settings: { ...body, ceiling: body.ceiling ?? ctx.role },
      });
      return saved.ok ? done(await savedView(deps, ctx, saved.value)) : saved;
    },
  ),
  defineOperation(
    {
      id: "placeSignInButton",
      method: "patch",
      path: at,
      tag,
      summary: "Set the place of a connection's button on the sign-in page, or make it the default",
      scope: "connections:write",
      permission: "manage_space",
      needsSso: true,
      body: signInButtonBody,
      ifMatch: { current: ({ deps, ctx, params }) => find(deps, ctx, params.id) },
      response: optionAnswer,
      problems: [missing, "option_inactive"],
    },
    async ({ deps, ctx, params, body }) => {
      const found = await find(deps, ctx, params.id);
      if (!found.ok) return found;
      const placed = await placeSignInButton(deps, ctx, params.id, body);
      return placed.ok ? done(optionView(placed.value)) : placed;
    },
  ),
  defineOperation(
    {
      id: "listOptionVersions",
      method: "get",
      path: `${at}/versions`,
      tag,
      summary: "List the versions of a sign-in option",
      scope: "connections:read",
      response: wholeListOf(optionVersionView),
      problems: [missing],
    },
    async ({ deps, ctx, params }) => {
      const versions = await listOptionVersions(deps, ctx, params.id);
      return versions.ok ? done({ data: versions.value }) : versions;
    },
  ),
  defineOperation(
    {
      id: "restoreSignInOption",
      method: "post",
      path: `${at}/restore`,
      tag,
      summary: "Restore an earlier version of a sign-in option as a new one",
      scope: "connections:write",
      needsSso: true,
      body: versionBody,
      ifMatch: "revision",
      response: savedOptionAnswer,
      problems: [
        missing,
        "version_not_found",
        "team_unknown",
        "default_above_ceiling",
        "role_above_own",
        "names_of_owner",
      ],
    },
    async ({ deps, ctx, params, body, expectedRevision }) => {
      const input = { connectionId: params.id, ...body, expectedRevision };
      const restored = await restoreOption(deps, ctx, input);
      return restored.ok ? done(await savedView(deps, ctx, restored.value)) : restored;
    },
  ),
];
