import type { OptionSettings, OptionStatus, SignInOption } from "@/lib/core/model/connection";

/** A sign-in option as programs read it. */
export interface OptionView extends OptionSettings {
  id: string;
  status: OptionStatus;
  position: number;
  revision: number;
  activatedAt: string | null;
}

/** Makes the view. */
export function optionView(option: SignInOption): OptionView {
  const { id, status, settings, position, activatedAt, revision } = option;
  return { id, status, position, revision, activatedAt: activatedAt?.toISOString() ?? null, ...settings };
}
