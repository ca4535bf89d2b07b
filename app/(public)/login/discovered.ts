import { startAddress, type WayIn } from "@/lib/features/sign-in/sign-in-options";
import type { FormState } from "@/lib/schemas/form-state";

/** A way in, as the sign-in page shows it. */
export interface ShownWay {
  href: string;
  name: string;
  provider: string;
  spaceName: string;
  isDefault: boolean;
}

/** What to do next about an address, as the form's state: the password, one way out, or a choice of several. */
export function discovered(email: string, ways: readonly WayIn[], next: string | null): FormState {
  const shown = ways.map((way) => shownWay(way, next, email));
  const [only] = shown;
  if (!only) return { values: { email, step: "password" } };
  if (shown.length === 1)
    return { ok: true, values: { email, step: "continue", continueTo: only.href, name: only.name } };
  return { values: { email, step: "choose", ways: JSON.stringify(shown) } };
}

/** A way in with the address that starts it. */
export function shownWay(way: WayIn, next: string | null, loginHint: string | null): ShownWay {
  const { name, provider, spaceName, isDefault } = way;
  return { href: startAddress(way, { next, loginHint }), name, provider, spaceName, isDefault };
}
