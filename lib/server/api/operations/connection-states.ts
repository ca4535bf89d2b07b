import { activateOption } from "@/lib/features/connections/activate-option";
import { confirmConnection } from "@/lib/features/connections/confirm-connection";
import { switchOption } from "@/lib/features/connections/switch-option";
import type { OptionEvent } from "@/lib/model/connections/lifecycle";
import { done } from "@/lib/model/outcome";
import { activatedView, connectionView } from "@/lib/schemas/connection-answers";
import { activateBody, confirmBody } from "@/lib/schemas/connection-api";
import { defineOperation } from "../define-operation";
import { findView } from "./connections";

const one = "/spaces/{slug}/connections/{id}";
const tag = "Connections";
const missing = "connection_not_found";

export const connectionStateOperations = [
  defineOperation(
    {
      id: "activateConnection",
      method: "post",
      path: `${one}/activate`,
      tag,
      summary: "Activate a connection",
      description:
        "Puts the tested version live. If no other connection is active, its first activation ends the space's tokens; otherwise `tokens` decides. If the caller's own token ends, `replacementToken` in this answer takes its place. Send an Idempotency-Key: if the answer is lost, the same call with the same key gets it again, although its token has ended. A version with another issuer, entity ID or Name ID format needs `relink` if people are linked; a rollback restores their links.",
      scope: "connections:write",
      needsSso: true,
      body: activateBody,
      bodyOptional: true,
      ifMatch: { current: ({ deps, ctx, params }) => findView(deps, ctx, params.id) },
      response: activatedView,
      problems: [
        missing,
        "not_tested",
        "nothing_to_activate",
        "already_active",
        "version_changed",
        "no_way_back",
        "relink_choice_needed",
        "relink_not_proved",
      ],
    },
    async ({ deps, ctx, token, params, body }) => {
      const activated = await activateOption(deps, ctx, {
        connectionId: params.id,
        configurationId: body.configurationId ?? null,
        sessions: body.sessions,
        tokens: body.tokens,
        relink: body.relink,
        caller: token,
      });
      if (!activated.ok) return activated;
      const view = await findView(deps, ctx, params.id);
      const { ended, takenAlong, replacementToken } = activated.value;
      return view.ok ? done({ ...view.value, ended, takenAlong, replacementToken }) : view;
    },
  ),
  defineOperation(
    {
      id: "confirmConnection",
      method: "post",
      path: `${one}/confirm`,
      tag,
      summary: "Confirm what somebody who is not an administrator put live",
      description:
        "Until then the connection admits nobody above the role of the person who put it live (`version_awaits_admin`). Administrators only.",
      scope: "connections:write",
      needsSso: true,
      body: confirmBody,
      bodyOptional: true,
      ifMatch: { current: ({ deps, ctx, params }) => findView(deps, ctx, params.id) },
      response: connectionView,
      problems: [missing, "role_above_own", "nothing_to_confirm", "version_changed"],
    },
    async ({ deps, ctx, params, body }) => {
      const input = { connectionId: params.id, configurationId: body.configurationId ?? null };
      const confirmed = await confirmConnection(deps, ctx, input);
      return confirmed.ok ? findView(deps, ctx, params.id) : confirmed;
    },
  ),
  switchOperation("disable", {
    summary: "Disable a connection",
    description: "New sign-ins through it are refused; settings, sessions and tokens are kept.",
    // A space without the plan can still disable its connections.
    needsSso: false,
  }),
  switchOperation("enable", {
    summary: "Enable a connection",
    description: "Sign-ins through it work again as before.",
    needsSso: true,
  }),
];

function switchOperation(
  event: Exclude<OptionEvent, "activate">,
  texts: { summary: string; description: string; needsSso: boolean },
) {
  return defineOperation(
    {
      id: `${event}Connection`,
      method: "post",
      path: `${one}/${event}`,
      tag,
      ...texts,
      scope: "connections:write",
      ifMatch: { current: ({ deps, ctx, params }) => findView(deps, ctx, params.id) },
      response: connectionView,
      problems: [missing, "cannot_switch", "switched_meanwhile"],
    },
    async ({ deps, ctx, params }) => {
      const switched = await switchOption(deps, ctx, { connectionId: params.id, event });
      return switched.ok ? findView(deps, ctx, params.id) : switched;
    },
  );
}
