import { type OfferedOption, startAddress } from "@/lib/features/sign-in/sign-in-options";
import type { FormState } from "@/lib/schemas/form-state";

/** A sign-in option, as the sign-in page shows it. */
export interface OptionLink {
  href: string;
  name: string;
  provider: string;
  spaceName: string;
  isDefault: boolean;
}

/** The next step for an address, as the form's state: the password, one provider to go to, or a choice of several. */
export function discovered(email: string, options: readonly OfferedOption[], next: string | null): FormState {
  const shown = options.map((option) => optionLink(option, next, email));
  const [only] = shown;
  if (!only) return { values: { email, step: "password" } };
  if (shown.length === 1)
    return { ok: true, values: { email, step: "continue", continueTo: only.href, name: only.name } };
  return { values: { email, step: "choose", options: JSON.stringify(shown) } };
}

/** A sign-in option with the address that starts it. */
export function optionLink(
  option: OfferedOption,
  next: string | null,
  loginHint: string | null,
  again = false,
): OptionLink {
  const { name, provider, spaceName, isDefault } = option;
  return { href: startAddress(option, { next, loginHint, again }), name, provider, spaceName, isDefault };
}
