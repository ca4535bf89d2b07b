import type { OptionSettings, OptionStatus, SignInOption } from "@/lib/model/connections/connection";

/** A sign-in option as programs read it. */
export interface OptionView extends OptionSettings {
  id: string;
  status: OptionStatus;
  position: number;
  isDefault: boolean;
  revision: number;
  activatedAt: string | null;
}

/** Builds the view. */
export function optionView(option: SignInOption): OptionView {
  const { id, status, settings, position, isDefault, activatedAt, revision } = option;
  return {
    id,
    status,
    position,
    isDefault,
    revision,
    activatedAt: activatedAt?.toISOString() ?? null,
    ...settings,
  };
}
