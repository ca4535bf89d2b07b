import { roleWords } from "@/components/connections/words";
import { RadioGroup } from "@/components/ui/radio-group";
import { Switch } from "@/components/ui/switch";
import { TextField } from "@/components/ui/text-field";
import type { Role } from "@/lib/model/people/roles";
import type { Space } from "@/lib/model/spaces/space";

const seats: { role: Role; name: string }[] = [
  { role: "reader", name: "seatsReader" },
  { role: "editor", name: "seatsEditor" },
  { role: "admin", name: "seatsAdmin" },
];

/** The settings of a space that operators control, new or existing. */
export function SpaceFields({ space }: { space: Space | null }) {
  return (
    <>
      <TextField
        name="name"
        label="Name"
        maxLength={100}
        autoComplete="off"
        {...(space ? { defaultValue: space.name } : {})}
      />
      <RadioGroup
        name="kind"
        label="Kind"
        columns={2}
        defaultValue={space?.kind ?? "standard"}
        options={[
          { value: "standard", label: "Standard" },
          {
            value: "partner",
            label: "Partner",
            description: "Every new person who signs in through single sign-on waits for approval.",
          },
        ]}
      />
      <Switch
        name="ssoSubscribed"
        label="SSO option"
        help="Lets the space's administrators set up single sign-on. Without it, nobody can sign in through existing connections."
        defaultChecked={space?.ssoSubscribed ?? true}
      />
      <fieldset className="space-y-3">
        <legend className="font-medium">Seats</legend>
        <p className="text-sm text-muted">
          How many people may hold a licence for each role. Empty means no limit.
        </p>
        <div className="grid gap-5 sm:grid-cols-3">
          {seats.map(({ role, name }) => (
            <TextField
              key={name}
              name={name}
              type="number"
              label={roleWords[role]}
              min={0}
              inputMode="numeric"
              defaultValue={space?.seats[role]?.toString() ?? ""}
            />
          ))}
        </div>
      </fieldset>
    </>
  );
}
