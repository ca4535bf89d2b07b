import { type GroupSeparator, groupSeparators } from "@/lib/model/connections/choices";
import { samlFields } from "@/lib/model/connections/fields/saml";
import type { Role } from "@/lib/model/people/roles";
import type { FixedBy } from "@/lib/model/refusals/validation-result";

export const roleWords: Record<Role, string> = {
  reader: "Reader",
  editor: "Editor",
  admin: "Administrator",
};

const formats: Readonly<Record<string, string>> = samlFields.nameIdFormat.words;

/** A format of Name IDs in words, or as it is. */
export function formatInWords(format: string): string {
  return formats[format] ?? format;
}

/** Who can fix something, in words. */
export function fixedByWords(fixedBy: FixedBy, providerName: string): string {
  const words: Record<FixedBy, string> = {
    identity_provider: `Whoever manages ${providerName}`,
    gatehouse_configuration: "You, in the settings here",
    person: "The person who signs in",
    operator: "The company that runs this application",
  };
  return words[fixedBy];
}

const signs: Record<GroupSeparator, string> = {
  ",": "A comma",
  ";": "A semicolon",
  "|": "A vertical bar",
  " ": "A blank",
};

/** The separators of groups, as choices. */
export const separatorOptions = groupSeparators.map((separator) => ({
  value: separator,
  label: signs[separator],
}));
