"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { decideHeld } from "@/lib/features/directories/decide-held";
import {
  createDirectoryCredential,
  revokeDirectoryCredential,
} from "@/lib/features/directories/directory-credentials";
import {
  createDirectory,
  moveDirectory,
  updateDirectory,
} from "@/lib/features/directories/manage-directories";
import { removeDirectory } from "@/lib/features/directories/remove-directory";
import type { DirectoryEvent } from "@/lib/model/directories/directory";
import {
  createDirectoryForm,
  decideHeldForm,
  directoryCredentialForm,
  directoryIdForm,
  directorySettingsForm,
  removeDirectoryForm,
  replayRequestForm,
  revokeDirectoryCredentialForm,
} from "@/lib/schemas/directory-forms";
import type { FormState } from "@/lib/schemas/form-state";
import { expiryOf } from "@/lib/schemas/token";
import { adminAction } from "@/lib/server/auth/admin-action";
import { replayRequest } from "@/lib/server/scim/replay-request";
import { directoryPaths } from "./paths";

const shown = (message: string) => (): FormState => {
  refresh();
  return { ok: true, message };
};

/** Creates a directory, which observes; the next step shows its address and creates its token. */
export const createDirectoryAction = adminAction(
  "manage_people",
  createDirectoryForm,
  (ctx, input, deps) => createDirectory(deps, ctx, input),
  ({ id }, ctx) => redirect(directoryPaths(ctx.space.slug).step(id, "connect")),
);

/** Changes name and connection. */
export const saveDirectoryAction = adminAction(
  "manage_people",
  directorySettingsForm,
  (ctx, { directoryId, ...change }, deps) =>
    updateDirectory(deps, ctx, directoryId, { change, revision: null }),
  shown("Saved."),
);

/** Creates a token, or a secret of the directory's client; the result contains it, this once. */
export const createDirectoryCredentialAction = adminAction(
  "manage_people",
  directoryCredentialForm,
  (ctx, { directoryId, kind, lifetime }, deps) =>
    createDirectoryCredential(deps, ctx, directoryId, { kind, expiresAt: expiryOf(lifetime, deps.now()) }),
  ({ token }): FormState => {
    refresh();
    return { ok: true, values: { issued: token } };
  },
);

/** Ends a token or a client secret at once. */
export const revokeDirectoryCredentialAction = adminAction(
  "manage_people",
  revokeDirectoryCredentialForm,
  (ctx, input, deps) => revokeDirectoryCredential(deps, ctx, input),
  shown("Revoked."),
);

/** Applies everybody in the directory, now and from now on. */
export const activateDirectoryAction = adminAction(
  "manage_people",
  directoryIdForm,
  (ctx, { directoryId }, deps) => moveDirectory(deps, ctx, directoryId, "activate"),
  ({ id }, ctx) => redirect(`${directoryPaths(ctx.space.slug).directory(id)}?done=activated`),
);

const move = (event: DirectoryEvent, message: string) =>
  adminAction(
    "manage_people",
    directoryIdForm,
    (ctx, { directoryId }, deps) => moveDirectory(deps, ctx, directoryId, event),
    shown(message),
  );

/** What comes from now on waits. */
export const pauseDirectoryAction = move("pause", "Paused.");
/** What has waited is applied. */
export const resumeDirectoryAction = move("resume", "Resumed.");

/** Decides about people whom the brake holds; the answer says in numbers what was done. */
export const decideHeldAction = adminAction(
  "manage_people",
  decideHeldForm,
  async (ctx, { directoryId, decision, people }, deps) => {
    const decided = await decideHeld(deps, ctx, directoryId, { decision, people: people ?? null });
    return decided.ok ? { ok: true as const, value: { ...decided.value, decision } } : decided;
  },
  ({ people, decision }): FormState => {
    refresh();
    const who = people === 1 ? "1 person" : `${people} people`;
    return {
      ok: true,
      message: decision === "confirm" ? `The access of ${who} has ended.` : `${who} keep their access.`,
    };
  },
);

/** Removes the directory; its people keep their access, or lose it. */
export const removeDirectoryAction = adminAction(
  "manage_people",
  removeDirectoryForm,
  (ctx, { directoryId, access }, deps) => removeDirectory(deps, ctx, directoryId, access),
  (_, ctx) => redirect(`${directoryPaths(ctx.space.slug).list}?done=removed`),
);

/** Serves a refused request again, after what was wrong has been mended. */
export const replayRequestAction = adminAction(
  "manage_people",
  replayRequestForm,
  (ctx, input, deps) => replayRequest(deps, ctx, input),
  ({ id, directoryId }, ctx) => redirect(directoryPaths(ctx.space.slug).request(directoryId, id)),
);
