import type { z } from "zod";
import { allOrNothing } from "@/lib/features/all-or-nothing";
import { findConnection, noSuchConnection } from "@/lib/features/connections/find-connection";
import { listOptionVersions } from "@/lib/features/connections/list-versions";
import { optionView } from "@/lib/features/connections/option-view";
import { restoreOption } from "@/lib/features/connections/roll-back";
import { staleRevision } from "@/lib/features/connections/stale-revision";
import { changeOptionSettings } from "@/lib/features/mapping/change-option-settings";
import { optionWarnings } from "@/lib/features/mapping/option-warnings";
import { placeSignInButton } from "@/lib/features/sign-in/sign-in-buttons";
import type { SignInOption } from "@/lib/model/connections/connection";
import { mergeOption } from "@/lib/model/connections/merge-option";
import { done, refused } from "@/lib/model/outcome";
import { holds } from "@/lib/model/people/roles";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { optionAnswer, savedOptionAnswer } from "@/lib/schemas/connection-answers";
import { changeSignInOptionBody, signInOptionBody } from "@/lib/schemas/connection-api";
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

const changing = {
  tag,
  scope: "connections:write",
  needsSso: true,
  response: savedOptionAnswer,
  problems: [missing, "team_unknown", "default_above_ceiling", "role_above_own", "names_of_owner"],
} as const;

interface Change {
  connectionId: string;
  body: z.output<typeof changeSignInOptionBody>;
  expectedRevision: number | null;
}

/** Both parts of a change or none: settings and the place of the button. */
function change(deps: Dependencies, ctx: Context, { connectionId, body, expectedRevision }: Change) {
  const { position, isDefault, ...settings } = body;
  const places = position !== undefined || isDefault !== undefined;
  if (places && ctx.membership && !holds(ctx.membership, "manage_space"))
    return Promise.resolve(
      refused(
        "forbidden",
        "permission_missing",
        "You do not hold the permission manage_space, which the place of a button needs.",
        { field: position === undefined ? "isDefault" : "position", expected: "manage_space" },
      ),
    );
  return allOrNothing(deps, async (deps) => {
    const saved =
      Object.keys(settings).length === 0
        ? await unlessStale(deps, ctx, connectionId, expectedRevision)
        : await changeOptionSettings(deps, ctx, {
            connectionId,
            expectedRevision,
            change: (before) => mergeOption(before, settings),
          });
    if (!saved.ok) return saved;
    const placed = places ? await placeSignInButton(deps, ctx, connectionId, { position, isDefault }) : saved;
    return placed.ok ? done(await savedView(deps, ctx, placed.value)) : placed;
  });
}

/** The option, if it is still of the expected revision. */
async function unlessStale(deps: Dependencies, ctx: Context, connectionId: string, expected: number | null) {
  const option = (await findConnection(deps.store, ctx.space.id, connectionId))?.option;
  if (!option) return noSuchConnection();
  if (expected === null || expected === option.revision) return done(option);
  return staleRevision(deps.store, ctx.space.id, connectionId, "these settings", expected);
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
      ...changing,
      summary: "Set how people come in through a connection",
      description:
        "Attribute names, role rules, provisioning. Fields that are left out stay as they are; lists are replaced as a whole.",
      body: signInOptionBody,
      ifMatch: "revision",
    },
    ({ deps, ctx, params, body, expectedRevision }) =>
      change(deps, ctx, { connectionId: params.id, body, expectedRevision }),
  ),
  defineOperation(
    {
      id: "changeSignInOption",
      method: "patch",
      path: at,
      ...changing,
      summary: "Change some of how people come in through a connection",
      description:
        "A merge patch (RFC 7396). `position` and `isDefault` place its button on the sign-in page; a personal token's person needs the permission manage_space for them.",
      body: changeSignInOptionBody,
      ifMatch: "revision",
      problems: [...changing.problems, "option_inactive"],
    },
    ({ deps, ctx, params, body, expectedRevision }) =>
      change(deps, ctx, { connectionId: params.id, body, expectedRevision }),
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
