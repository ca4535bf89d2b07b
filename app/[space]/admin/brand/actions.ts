"use server";

import { refresh } from "next/cache";
import { brandInput } from "@/lib/features/brand/brand-input";
import { changeBrand, resetBrand } from "@/lib/features/brand/change-brand";
import { resetBrandForm, spaceBrandForm } from "@/lib/schemas/brand";
import { adminAction } from "@/lib/server/auth/admin-action";

/** Logos and accent of the space. */
export const saveBrandAction = adminAction(
  "manage_space",
  spaceBrandForm,
  async (ctx, form, deps) => changeBrand(deps, ctx, await brandInput(form)),
  () => {
    refresh();
    return { ok: true, message: "Saved. The sign-in page shows it now." };
  },
);

/** Back to the default. */
export const resetBrandAction = adminAction(
  "manage_space",
  resetBrandForm,
  (ctx, _form, deps) => resetBrand(deps, ctx),
  () => {
    refresh();
    return { ok: true };
  },
);
