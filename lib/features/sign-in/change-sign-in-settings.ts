import { setPasswordSignIn } from "@/lib/features/passwords/set-password-sign-in";
import { setSsoOnlyConversion } from "@/lib/features/passwords/set-sso-only-conversion";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import { type SpaceSignInSettings, signInSettingsOf } from "@/lib/model/spaces/space";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { setPasswordRules } from "./sign-in-settings";

export type SignInSettingsChange = {
  [Name in keyof SpaceSignInSettings]?: SpaceSignInSettings[Name] | undefined;
};

/**
 * Changes the given sign-in settings of the space, as the settings page does; returns all of them. Password use is
 * decided first: it alone can be refused (`no_active_connection`, `no_way_back`), and then nothing changes.
 */
export async function changeSignInSettings(
  deps: Dependencies,
  ctx: Context,
  change: SignInSettingsChange,
): Promise<Outcome<SpaceSignInSettings>> {
  const { passwordSignIn, convertToSsoOnly } = change;
  if (passwordSignIn !== undefined) {
    const set = await setPasswordSignIn(deps, ctx, passwordSignIn);
    if (!set.ok) return set;
  }
  if (convertToSsoOnly !== undefined) {
    const set = await setSsoOnlyConversion(deps, ctx, convertToSsoOnly);
    if (!set.ok) return set;
  }
  const before = await deps.store.spaces.byId(ctx.space.id);
  if (!before) return refused("not_found", "space_not_found", "There is no such space.");
  const { twoFactorRequired = before.twoFactorRequired, passwordMaxAgeDays = before.passwordMaxAgeDays } =
    change;
  const ruled = await setPasswordRules(deps, ctx, { twoFactorRequired, passwordMaxAgeDays });
  if (!ruled.ok) return ruled;
  return done({ ...signInSettingsOf(before), twoFactorRequired, passwordMaxAgeDays });
}
