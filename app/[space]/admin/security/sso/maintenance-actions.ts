"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { applyMetadataChange } from "@/lib/features/connections/apply-metadata-change";
import { confirmConnection } from "@/lib/features/connections/confirm-connection";
import {
  removeRetiredKey,
  rotateServiceProviderKey,
} from "@/lib/features/connections/rotate-service-provider-key";
import { relinkPeople } from "@/lib/features/linking/relink-people";
import { counted } from "@/lib/model/text/counted";
import type { FormState } from "@/lib/schemas/form-state";
import {
  confirmForm,
  keyForm,
  relinkPeopleForm,
  rotateKeyForm,
  takeMetadataForm,
} from "@/lib/schemas/maintenance-forms";
import { adminAction } from "@/lib/server/auth/admin-action";
import { ssoDependencies } from "@/lib/server/process/sso-dependencies";
import { formResult } from "./form-result";
import { ssoPaths } from "./paths";

/** Copies the current metadata into a new version, then leads to its test. */
export const takeMetadataAction = adminAction(
  "manage_auth_integrations",
  takeMetadataForm,
  async (ctx, input) =>
    formResult(await applyMetadataChange(await ssoDependencies(), ctx, input), {
      revision: null,
      metadataUrl: null,
    }),
  ({ connection }, ctx) => redirect(ssoPaths(ctx.space.slug).step(connection.id, "test")),
);

/** An administrator confirms what somebody else has put live. */
export const confirmAction = adminAction(
  "manage_auth_integrations",
  confirmForm,
  (ctx, input, deps) => confirmConnection(deps, ctx, input),
  ({ takenAlong }) =>
    said(
      takenAlong > 0
        ? `Confirmed. Everybody can sign in through this connection again; ${counted(takenAlong, "linked person was", "linked people were")} carried over.`
        : "Confirmed. Everybody can sign in through this connection again.",
    ),
);

/** A new key pair for our side of a connection. */
export const rotateKeyAction = adminAction(
  "manage_auth_integrations",
  rotateKeyForm,
  async (ctx, { connectionId }) => rotateServiceProviderKey(await ssoDependencies(), ctx, connectionId),
  () => said("A new key was created. Give its certificate to the provider."),
);

/** Allows the next sign-in of everybody who is linked another account. */
export const relinkPeopleAction = adminAction(
  "manage_auth_integrations",
  relinkPeopleForm,
  (ctx, { connectionId }, deps) => relinkPeople(deps, ctx, { connectionId, users: null }),
  ({ allowed }) =>
    said(`${counted(allowed, "person", "people")} may link another account at the next sign-in.`),
);

/** Removes the old key. */
export const removeKeyAction = adminAction(
  "manage_auth_integrations",
  keyForm,
  (ctx, input, deps) => removeRetiredKey(deps, ctx, input),
  () => said("The old key is removed."),
);

function said(message: string): FormState {
  refresh();
  return { ok: true, message };
}
