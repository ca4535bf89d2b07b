import { SelectField } from "@/components/ui/select-field";
import { TextField } from "@/components/ui/text-field";
import type { Team } from "@/lib/model/people/person";
import { roleOptions } from "../../words";

/** Name and default role of a team. */
export function TeamFields({ team }: { team?: Pick<Team, "name" | "defaultRole"> }) {
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <TextField
        name="name"
        label="Name"
        {...(team ? { defaultValue: team.name } : {})}
        maxLength={80}
        autoComplete="off"
      />
      <SelectField
        name="defaultRole"
        label="Default role"
        options={[{ value: "", label: "None" }, ...roleOptions]}
        defaultValue={team?.defaultRole ?? ""}
        help="The minimum role for people whom single sign-on or an import adds to the team. Adding a person by hand does not change their role."
      />
    </div>
  );
}
