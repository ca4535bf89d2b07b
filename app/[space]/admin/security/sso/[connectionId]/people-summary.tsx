import { roleWords } from "@/components/connections/words";
import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { Link } from "@/components/ui/link";
import type { OptionSettings } from "@/lib/model/connections/connection";
import { separatorInWords } from "@/lib/model/connections/settings-difference";
import type { SpaceKind } from "@/lib/model/spaces/space";

/** How people who come through the connection become people of the space. */
export function PeopleSummary({
  settings,
  edit,
  mapping,
  kind,
}: {
  settings: OptionSettings;
  kind: SpaceKind;
  edit: string | null;
  mapping: string | null;
}) {
  const { attributes, groupSeparator, provisioning, validation } = settings;
  const named = (name: string | null) =>
    name === null ? "The usual names" : <span className="font-mono text-sm">{name}</span>;
  return (
    <Card title="People" actions={edit && <Link href={edit}>Change</Link>}>
      <DescriptionList
        items={[
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
            value: settings.rules.length > 0 ? settings.rules.length.toLocaleString("en") : "None",
            help: mapping && <Link href={mapping}>Change people and roles</Link>,
          },
          { term: "Email address", value: named(attributes.email) },
          { term: "First name", value: named(attributes.firstName) },
          { term: "Last name", value: named(attributes.lastName) },
          { term: "Groups", value: named(attributes.groups) },
          ...(groupSeparator
            ? [{ term: "Between groups", value: `A ${separatorInWords(groupSeparator)}` }]
            : []),
        ]}
      />
    </Card>
  );
}
