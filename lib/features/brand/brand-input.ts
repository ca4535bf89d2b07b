import type { LogoVariant } from "@/lib/model/brand/brand";
import type { Hex } from "@/lib/model/brand/colour";
import type { BrandInput } from "./change-brand";

interface BrandForm extends Record<LogoVariant, File | null> {
  accent: Hex | null;
  removeLight: boolean;
  removeDark: boolean;
}

/** A form's answers as a change: a chosen file replaces a logo, the box removes it, neither leaves it. */
export async function brandInput(form: BrandForm): Promise<BrandInput> {
  const { accent, light, dark, removeLight, removeDark } = form;
  return {
    accent,
    ...(await logoInput("light", light, removeLight)),
    ...(await logoInput("dark", dark, removeDark)),
  };
}

async function logoInput(variant: LogoVariant, file: File | null, remove: boolean): Promise<BrandInput> {
  if (file) return { [variant]: new Uint8Array(await file.arrayBuffer()) };
  return remove ? { [variant]: null } : {};
}
