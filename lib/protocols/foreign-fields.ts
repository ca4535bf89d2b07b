import { protocolTraits } from "@/lib/model/connections/protocol-traits";
import { type Protocol, protocols } from "@/lib/model/sign-in/identity";
import { oidcInputSchema, samlInputSchema } from "@/lib/schemas/connection";
import { oauth2InputSchema } from "@/lib/schemas/oauth2";
import { fieldProblems } from "./field-problems";
import type { SettingsInput } from "./protocol-module";

/** The fields that each protocol accepts from programs, files and forms. */
const taken: Record<Protocol, ReadonlySet<string>> = {
  saml: new Set(Object.keys(samlInputSchema.shape)),
  oidc: new Set(Object.keys(oidcInputSchema.shape)),
  oauth2: new Set(Object.keys(oauth2InputSchema.shape)),
};

/**
 * The refusal of settings that belong to another protocol only: if they were dropped silently, the caller would
 * assume that they were saved. `null` if there are none; empty ones are ignored.
 */
export function foreignFields(protocol: Protocol, input: SettingsInput) {
  const names = Object.entries(input)
    .filter(
      ([name, value]) => value !== undefined && value !== null && value !== "" && !taken[protocol].has(name),
    )
    .map(([name]) => name);
  if (names.length === 0) return null;
  const speaks = protocolTraits[protocol].name;
  return fieldProblems(
    names.map((field) => ({
      field,
      code: "field_of_other_protocol",
      message: `${field} is a setting of ${ownersOf(field)}. This connection speaks ${speaks}, which has no such setting, so nothing was saved.`,
      received: field,
      expected: `a setting of ${speaks}`,
    })),
  );
}

function ownersOf(field: string): string {
  const owners = protocols.filter((protocol) => taken[protocol].has(field));
  return owners.map((protocol) => protocolTraits[protocol].name).join(" and ") || "no protocol";
}
