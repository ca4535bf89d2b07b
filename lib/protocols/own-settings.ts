import type { ConfigurationSettings, SettingsOf } from "@/lib/model/connections/connection";
import { settingsAs } from "@/lib/model/connections/protocol-traits";
import type { Protocol } from "@/lib/model/sign-in/identity";

/** Narrows settings to those of a protocol. Throws if they belong to another: that is a bug. */
export function ownSettings<P extends Protocol>(protocol: P, settings: ConfigurationSettings): SettingsOf<P> {
  const own = settingsAs(protocol, settings);
  if (!own) throw new Error(`settings of ${settings.protocol} were passed to ${protocol}`);
  return own;
}
