import type { SamlConfiguration } from "@/lib/model/connections/fields/saml";
import type { Problem } from "@/lib/model/outcome";
import { addAddressProblem } from "@/lib/protocols/field-problems";
import type { IdpMetadata } from "@/lib/protocols/saml/metadata/idp-metadata";
import type { SamlInput } from "@/lib/schemas/connection";

export type SingleLogoutSettings = Pick<
  SamlConfiguration,
  "singleLogoutUrl" | "singleLogoutBinding" | "singleLogoutResponseUrl"
>;

/**
 * The provider's single logout address: one that was entered anew, else that of the metadata in the chosen binding if
 * it has that one, else the previous one. An emptied field means none, unless the metadata has one.
 */
export function singleLogoutOf(
  input: SamlInput,
  metadata: IdpMetadata | null,
  previous: SingleLogoutSettings | null,
): SingleLogoutSettings {
  const wantedBinding = input.singleLogoutBinding ?? previous?.singleLogoutBinding ?? "redirect";
  const entered = input.singleLogoutUrl || null;
  const isNew = entered !== null && entered !== (previous?.singleLogoutUrl ?? null);
  const offered = metadata?.singleLogout ?? [];
  const service = offered.find(({ binding }) => binding === wantedBinding) ?? offered[0];
  if (service && !isNew)
    return {
      singleLogoutUrl: service.url,
      singleLogoutBinding: service.binding,
      singleLogoutResponseUrl: service.responseUrl,
    };
  const isCleared = input.singleLogoutUrl === "";
  const keptUrl = isCleared ? null : (previous?.singleLogoutUrl ?? null);
  const keptResponseUrl = isNew || isCleared ? null : (previous?.singleLogoutResponseUrl ?? null);
  const { singleLogoutResponseUrl: answers } = input;
  return {
    singleLogoutUrl: entered ?? keptUrl,
    singleLogoutBinding: wantedBinding,
    singleLogoutResponseUrl: typeof answers === "string" ? answers || null : keptResponseUrl,
  };
}

/** Adds the problems of addresses that were not stored before: browsers are sent there. */
export function addSingleLogoutProblems(
  problems: NonNullable<Problem["more"]>,
  settings: SingleLogoutSettings,
  previous: SingleLogoutSettings | null,
): void {
  for (const [field, what] of [
    ["singleLogoutUrl", "single logout URL"],
    ["singleLogoutResponseUrl", "single logout response URL"],
  ] as const) {
    const address = settings[field];
    if (address !== null && address !== previous?.[field]) addAddressProblem(problems, field, what, address);
  }
}
