import type { SamlConfiguration } from "@/lib/model/connections/fields/saml";
import {
  acceptedNameIdFormats,
  meantNameIdFormat,
  transientNameId,
} from "@/lib/model/connections/name-id-format";
import type { Problem } from "@/lib/model/outcome";
import { placeholderIn } from "../placeholder";

type Problems = NonNullable<Problem["more"]>;
const longest = 1024;

/** Adds the problems of an entity ID. `field`: where it was entered, by itself or in a document. */
export function addEntityIdProblem(problems: Problems, entityId: string, field: string): void {
  const refuse = (message: string, received: string, expected: string) =>
    problems.push({ field, code: "entity_id_invalid", message, received, expected });
  if (entityId.length > longest) {
    refuse("An entity ID has at most 1,024 characters.", `${entityId.length} characters`, "at most 1,024");
    return;
  }
  const placeholder = placeholderIn(entityId);
  if (!placeholder) return;
  const what =
    placeholder.toLowerCase() === "{tenantid}"
      ? "In Microsoft Entra ID, use the metadata of your own application (App Federation Metadata Url), not the common one: it contains your tenant's ID."
      : "Fill it in, or copy the entity ID from the provider's own page.";
  refuse(
    `The entity ID contains the placeholder ${placeholder}, which no response ever contains. ${what}`,
    entityId.slice(0, 200),
    "the entity ID with every part filled in",
  );
}

type Naming = Pick<SamlConfiguration, "nameIdFormat" | "subjectAttribute">;

/** Adds the problems of the subject settings. Stored ones stay (docs/model.md#saml-settings). */
export function addNamingProblem(problems: Problems, naming: Naming, previous: Naming | null): void {
  const { nameIdFormat, subjectAttribute } = naming;
  const isNew = nameIdFormat !== previous?.nameIdFormat;
  if (isNew && !acceptedNameIdFormats.includes(nameIdFormat)) {
    const meant = meantNameIdFormat(nameIdFormat);
    problems.push({
      field: "nameIdFormat",
      code: "name_id_format_invalid",
      message: meant
        ? `“${nameIdFormat.slice(0, 100)}” is not the identifier of this format. Enter ${meant}.`
        : "This is not a Name ID format that identifies a person. Enter one of the formats of SAML 2.0 Core, section 8.3, as its whole URN.",
      received: nameIdFormat.slice(0, 200),
      expected: acceptedNameIdFormats.join(", "),
    });
    return;
  }
  const emptied = subjectAttribute === null && !!previous?.subjectAttribute;
  if (nameIdFormat === transientNameId && subjectAttribute === null && (isNew || emptied))
    problems.push({
      field: isNew ? "nameIdFormat" : "subjectAttribute",
      code: "subject_attribute_missing",
      message:
        "A transient Name ID changes at every sign-in, so nobody could be recognised. Enter a subject attribute that stays the same for a person, or choose another format.",
      received: transientNameId,
      expected: "a subject attribute, or a format that stays the same",
    });
}
