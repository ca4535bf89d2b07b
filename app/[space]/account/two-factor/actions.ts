"use server";

import { redirect } from "next/navigation";
import { create as createQrCode } from "qrcode";
import {
  beginTwoFactor,
  confirmTwoFactor,
  disableTwoFactor,
  type RecoveryCodes,
  replaceRecoveryCodes,
} from "@/lib/features/passwords/two-factor";
import { currentPasswordForm, passwordAndCodeForm, twoFactorCodeForm } from "@/lib/schemas/password";
import { memberAction } from "@/lib/server/auth/admin-action";
import { spacePaths } from "@/lib/server/http/navigation";

const ownRequiredActions = { requiredActions: "ignore" } as const;

/** Creates a seed and draws it; it has no effect until a code of it is confirmed. */
export const beginTwoFactorAction = memberAction(
  currentPasswordForm,
  (ctx, input, deps) => beginTwoFactor(deps, ctx, input),
  ({ seed, uri }) => ({
    ok: true,
    values: { key: seed.match(/.{1,4}/g)?.join(" ") ?? seed, qr: qrPath(uri) },
  }),
  ownRequiredActions,
);

export const confirmTwoFactorAction = memberAction(
  twoFactorCodeForm,
  (ctx, input, deps) => confirmTwoFactor(deps, ctx, input),
  shown,
  ownRequiredActions,
);

export const replaceCodesAction = memberAction(
  passwordAndCodeForm,
  (ctx, input, deps) => replaceRecoveryCodes(deps, ctx, input),
  shown,
  ownRequiredActions,
);

export const disableTwoFactorAction = memberAction(
  passwordAndCodeForm,
  (ctx, input, deps) => disableTwoFactor(deps, ctx, input),
  (_, ctx) => redirect(spacePaths(ctx.space.slug).account),
  ownRequiredActions,
);

/** The codes are in the form's state, this once. The page is not refreshed: that would replace the form. */
function shown({ recoveryCodes }: RecoveryCodes) {
  return { ok: true, values: { recoveryCodes: recoveryCodes.join("\n") } };
}

/** The squares of a QR code as one path; `size` modules a side, read from the first number. */
function qrPath(text: string): string {
  const { modules } = createQrCode(text, { errorCorrectionLevel: "M" });
  const squares: string[] = [];
  for (let y = 0; y < modules.size; y++) {
    for (let x = 0; x < modules.size; x++) if (modules.get(y, x)) squares.push(`M${x} ${y}h1v1h-1z`);
  }
  return `${modules.size} ${squares.join("")}`;
}
