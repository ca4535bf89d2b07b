import type { GroupOfPerson } from "@/lib/db/repositories/directory-people";
import type { OptionSettings } from "@/lib/model/connections/connection";
import { overflowingNames, usualNames, valuesOf } from "@/lib/model/mapping/attributes";
import { groupsAttribute } from "@/lib/model/mapping/role-rules";
import type { VerifiedIdentity } from "@/lib/model/sign-in/identity";
import { foldAscii } from "@/lib/model/text/fold";
import type { ScimResource } from "@/lib/protocols/scim/resource";

type FedGroup = Pick<GroupOfPerson, "displayName" | "externalId">;

/** The names by which a rule may call a group: its name, and the provider's id for it (Entra ID sends ids in tokens). */
function groupNames(groups: readonly FedGroup[]): string[] {
  return [
    ...new Set(groups.flatMap(({ displayName, externalId }) => [displayName, externalId ?? displayName])),
  ];
}

/**
 * A person of a feed as role rules read people who sign in: the same attribute of groups, and the feed's other values
 * by their SCIM names (`title`, `name.givenName`, `emails`).
 */
export function fedIdentity(
  resource: ScimResource,
  groups: readonly FedGroup[] | null,
  settings: Pick<OptionSettings, "attributes">,
): VerifiedIdentity {
  const attributes = Object.entries(resource).flatMap(([name, value]): [string, string[]][] => {
    if (Array.isArray(value))
      return [[name, value.flatMap((element) => (typeof element.value === "string" ? element.value : []))]];
    if (typeof value === "object")
      return Object.entries(value).map(([part, each]) => [`${name}.${part}`, [String(each)]]);
    return [[name, [String(value)]]];
  });
  const identity: VerifiedIdentity = {
    protocol: "saml",
    issuer: "",
    subject: "",
    subjectFormat: null,
    sessionIndex: null,
    attributes: Object.fromEntries(attributes),
    emailVerified: null,
    authentication: { context: null, instant: null, sessionEndsAt: null },
  };
  return groups === null ? identity : withFedGroups(identity, groups, settings);
}

/**
 * An identity with the groups of the feed in place of those that the provider sent: the feed has all of them, a token
 * only as many as fit. Marks that stand for groups left out go, too.
 */
export function withFedGroups<I extends Pick<VerifiedIdentity, "attributes">>(
  identity: I,
  groups: readonly FedGroup[],
  { attributes: names }: Pick<OptionSettings, "attributes">,
): I {
  const name = names.groups ?? groupsAttribute;
  const replaced = new Set(
    [name, ...(names.groups === null ? usualNames.groups : []), ...marks].map(foldAscii),
  );
  const others = Object.entries(identity.attributes).filter(([each]) => !replaced.has(foldAscii(each)));
  return { ...identity, attributes: Object.fromEntries([...others, [name, groupNames(groups)]]) };
}

/** What providers send in place of groups that are too many (`groupOverage`). */
const marks = [
  ...overflowingNames,
  "http://schemas.microsoft.com/claims/groups.link",
  "http://schemas.microsoft.com/ws/2008/06/identity/claims/groups.link",
  "_claim_names",
  "hasgroups",
];

/** Whether every rule reads groups, which the feed has, or another value that it has. */
export function readsFedValues(
  settings: Pick<OptionSettings, "rules" | "attributes">,
  identity: Pick<VerifiedIdentity, "attributes">,
  hasGroups: boolean,
): boolean {
  const groupAttributes = new Set(
    [groupsAttribute, settings.attributes.groups ?? groupsAttribute, ...usualNames.groups].map(foldAscii),
  );
  return settings.rules.every(({ attribute }) =>
    groupAttributes.has(foldAscii(attribute))
      ? hasGroups
      : valuesOf(identity.attributes, attribute).length > 0,
  );
}
