import { fieldRefusals, type RefusalGroup, refusalGroups } from "@/lib/model/explanations/groups";
import { helpAddresses } from "@/lib/model/help";

/** Every group, those of the sign-in first. */
export const shownGroups: readonly RefusalGroup[] = [...refusalGroups, fieldRefusals];

/** The page of a group. */
export const groupAddress = (group: RefusalGroup): string => `${helpAddresses.refusals}/${group.id}`;

/** A code's anchor on its group's page: some names have another meaning in the form. */
export const codeAnchor = (group: RefusalGroup, code: string): string =>
  group === fieldRefusals ? `form-${code}` : code;

/** Where a code is explained, by its anchor (`no_licence`, `form-certificate_too_many`); `null` for no such code. */
export function placeOfCode(anchor: string): string | null {
  for (const group of shownGroups)
    for (const code of Object.keys(group.explanations))
      if (codeAnchor(group, code) === anchor) return `${groupAddress(group)}#${anchor}`;
  return null;
}
