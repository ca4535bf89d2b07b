import { github } from "./github";
import { hubspot } from "./hubspot";
import { other } from "./other";
import { type OAuth2Preset, type OAuth2PresetId, oauth2PresetIds } from "./preset";
import { salesforce } from "./salesforce";
import { zendesk } from "./zendesk";
import { zoho } from "./zoho";

const byId: Record<OAuth2PresetId, OAuth2Preset> = { hubspot, salesforce, zoho, zendesk, github, other };

/** Every authentication method, in the order in which they are offered. */
export const oauth2Presets: readonly OAuth2Preset[] = oauth2PresetIds.map((id) => byId[id]);

/** The preset of an id; “another tool” for one that this version does not have. */
export function oauth2PresetOf(id: string): OAuth2Preset {
  return oauth2PresetIds.some((known) => known === id) ? byId[id as OAuth2PresetId] : other;
}

/** An address with its host fields filled in; the caller has checked them against their patterns. */
export function filledIn(address: string, hosts: Readonly<Record<string, string>>): string {
  return address.replace(/\{([a-z]+)\}/g, (_, name: string) => hosts[name] ?? "");
}
