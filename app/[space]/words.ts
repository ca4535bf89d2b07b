import { roleWords } from "@/components/connections/words";
import type { MembershipOrigin } from "@/lib/model/people/person";
import { roles } from "@/lib/model/people/roles";
import type { TokenScope } from "@/lib/model/tokens/token";

export const roleOptions = roles.map((value) => ({
  value,
  label: roleWords[value],
}));

/** How a person became a member of the space. */
export const originWords: Record<MembershipOrigin, string> = {
  manual: "Added by hand",
  csv: "Imported from a file",
  sso: "First signed in through single sign-on",
  linked: "First signed in through a linked organization",
  command_line: "Added by the operator",
  directory: "Brought by a directory",
};

/** The same in the column of a list. */
export const shortOriginWords: Record<MembershipOrigin, string> = {
  manual: "By hand",
  csv: "From a file",
  sso: "Single sign-on",
  linked: "Linked organization",
  command_line: "Operator",
  directory: "Directory",
};

/** What a token's scope allows a program to do. */
export const scopeWords: Record<TokenScope, string> = {
  "connections:read": "See connections and domains",
  "connections:write": "Change connections and domains",
  "people:read": "See people and tokens",
  "people:write": "Change people and tokens",
  "audit:read": "Read the audit log and sign-ins",
  "provider_tokens:read": "Act in connected tools as the person (fetches their access tokens)",
};
