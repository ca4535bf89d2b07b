import { roleWords } from "@/components/connections/words";
import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { Link } from "@/components/ui/link";
import type { AttributeNames, OptionSettings } from "@/lib/model/connections/connection";
import { separatorInWords } from "@/lib/model/connections/settings-difference";
import { operatorWords } from "@/lib/model/mapping/operator-words";
import type { SpaceKind } from "@/lib/model/spaces/space";
import { counted } from "@/lib/model/text/counted";

/** How people who come through the connection become people of the space. */
export function PeopleSummary({
  people,
  settings,
  edit,
  mapping,
  kind,
}: {
  /** Active people who have signed in through it. */
  people: number;
  settings: OptionSettings;
  kind: SpaceKind;
  edit: string | null;
  mapping: string | null;
}) {
  const { attributes, groupSeparator, provisioning, validation } = settings;
  return (
    <Card title="People" actions={edit && <Link href={edit}>Change</Link>}>
      <DescriptionList
        items={[
          { term: "Have signed in through it", value: counted(people, "person", "people") },
          {
            term: "New people",
            value: !provisioning
              ? "Refused, unless an administrator has added them"
              : validation === "manual" || kind === "partner"
                ? "Wait for an administrator's approval"
                : "Added at their first sign-in",
          },
          { term: "Role of new people", value: roleWords[settings.defaultRole] },
          {
            term: "Role rules",
            value: <Rules rules={settings.rules} />,
            help: mapping && <Link href={mapping}>Change people and roles</Link>,
          },
          ...attributeItems(attributes),
          ...(groupSeparator
            ? [{ term: "Between groups", value: `A ${separatorInWords(groupSeparator)}` }]
            : []),
        ]}
      />
    </Card>
  );
}

const shownRules = 5;

/** The rules as sentences, the first ones. */
function Rules({ rules }: Pick<OptionSettings, "rules">) {
  if (rules.length === 0) return "None";
  return (
    <ul className="space-y-1">
      {rules.slice(0, shownRules).map(({ attribute, operator, value, role, teams }) => (
        <li key={`${attribute} ${operator} ${value} ${role} ${teams.join(" ")}`}>
          <span className="font-mono text-sm">
            {attribute} {operatorWords[operator]} {value}
          </span>
          {" → "}
          {[role && roleWords[role], teams.length > 0 && counted(teams.length, "team")]
            .filter(Boolean)
            .join(", ")}
        </li>
      ))}
      {rules.length > shownRules && <li>and {rules.length - shownRules} more</li>}
    </ul>
  );
}

/** One line while every name is the usual one. */
function attributeItems({ email, firstName, lastName, groups }: AttributeNames) {
  if ([email, firstName, lastName, groups].every((name) => name === null))
    return [{ term: "Attributes", value: "The usual names for address, first name, last name and groups" }];
  const named = (name: string | null) =>
    name === null ? "The usual names" : <span className="font-mono text-sm">{name}</span>;
  return [
    { term: "Email address", value: named(email) },
    { term: "First name", value: named(firstName) },
    { term: "Last name", value: named(lastName) },
    { term: "Groups", value: named(groups) },
  ];
}
