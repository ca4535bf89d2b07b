import { z } from "zod";
import { attributeOf, type Element } from "../xml/tree";

/** A NameID (SAML Core 2.2.3) with everything that the provider needs to recognise its own. */
export const nameIdSchema = z.object({
  value: z.string(),
  format: z.string().nullable(),
  nameQualifier: z.string().nullable(),
  spNameQualifier: z.string().nullable(),
});
export type NameId = z.output<typeof nameIdSchema>;

/** Reads a NameID element; `null` if it is empty or contains more than text. */
export function nameIdOf(element: Element): NameId | null {
  if (element.children.length > 0 || element.text.trim() === "") return null;
  return {
    value: element.text,
    format: attributeOf(element, "Format"),
    nameQualifier: attributeOf(element, "NameQualifier"),
    spNameQualifier: attributeOf(element, "SPNameQualifier"),
  };
}
