import { entra, entraNewer } from "./entra";
import type { Flavour } from "./flavour";
import { okta } from "./okta";
import { generic, jumpcloud, onelogin } from "./others";

/** The providers that the simulator can speak as. */
export const flavours = {
  okta,
  entra,
  "entra-newer": entraNewer,
  onelogin,
  jumpcloud,
  generic,
} as const satisfies Record<string, Flavour>;

export type FlavourName = keyof typeof flavours;

export function isFlavour(name: unknown): name is FlavourName {
  return typeof name === "string" && Object.hasOwn(flavours, name);
}
