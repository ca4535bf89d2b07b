"use server";

import { refresh } from "next/cache";
import { brandInput } from "@/lib/features/brand/brand-input";
import { changeBrand, resetBrand } from "@/lib/features/brand/change-brand";
import { installationBrandForm, resetBrandForm } from "@/lib/schemas/brand";
import { operatorAction } from "@/lib/server/auth/admin-action";

/** Name, logos and accent of the installation. */
export const saveInstallationBrandAction = operatorAction(
  installationBrandForm,
  async ({ actor }, { name, ...form }, deps) =>
    changeBrand(deps, { actor, space: null }, { ...(await brandInput(form)), name }),
  () => {
    refresh();
    return { ok: true, message: "Saved. The sign-in page shows it now." };
  },
);

/** Back to the default. */
export const resetInstallationBrandAction = operatorAction(
  resetBrandForm,
  ({ actor }, _form, deps) => resetBrand(deps, { actor, space: null }),
  () => {
    refresh();
    return { ok: true };
  },
);
