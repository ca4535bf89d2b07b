"use client";

import { MailPromise } from "@/components/frame/mail-promise";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { RadioGroup } from "@/components/ui/radio-group";
import { SelectField } from "@/components/ui/select-field";
import { Switch } from "@/components/ui/switch";
import type { OptionSettings } from "@/lib/model/connections/connection";
import type { Role } from "@/lib/model/people/roles";
import type { SpaceKind } from "@/lib/model/spaces/space";
import { roleOptions } from "../../../../../words";
import { TeamChoice, type TeamChoiceOption } from "./team-choice";
import type { Mapping } from "./use-mapping";

/** What happens to people without a role from the rules, and the highest role that rules may give. */
export function DefaultFields({ mapping, teams }: { mapping: Mapping; teams: readonly TeamChoiceOption[] }) {
  const { settings, change } = mapping;
  return (
    <Card
      title="Everyone else"
      description="People who get no role from a rule, because no value matches or the attribute is missing."
    >
      <div className="space-y-5">
        <RadioGroup
          name="settings.missingRole"
          label="Missing or unrecognised role"
          columns={2}
          value={settings.missingRole}
          onChange={(value) => change({ missingRole: value as OptionSettings["missingRole"] })}
          options={[
            {
              value: "default",
              label: "Give the default role",
              description: "Members whose role was given by hand keep it.",
            },
            {
              value: "deny",
              label: "Refuse the sign-in",
              description: "Applies only if there are rules. Without rules, everyone gets the default role.",
            },
          ]}
        />
        <div className="grid gap-5 sm:grid-cols-2">
          <SelectField
            name="settings.defaultRole"
            label="Default role"
            options={roleOptions}
            value={settings.defaultRole}
            onChange={(event) => change({ defaultRole: event.currentTarget.value as Role })}
          />
          <TeamChoice
            name="settings.defaultTeams[]"
            label="Default teams of new people"
            teams={teams}
            chosen={settings.defaultTeams}
            onChange={(defaultTeams) => change({ defaultTeams })}
          />
          <SelectField
            name="settings.ceiling"
            label="Highest role that this connection may give"
            options={roleOptions}
            value={settings.ceiling}
            onChange={(event) => change({ ceiling: event.currentTarget.value as Role })}
            help="Limits the rules. Use it if somebody else decides who is in which group."
          />
        </div>
        <p className="text-sm text-muted">
          No rule can lock you out: the space's last administrator and its IT administrators keep their role,
          whatever the provider sends.
        </p>
      </div>
    </Card>
  );
}

/** Whether new people become members by signing in, and whether an administrator must approve. */
export function PeopleFields({ mapping, kind }: { mapping: Mapping; kind: SpaceKind }) {
  const { settings, change } = mapping;
  return (
    <Card title="New people">
      <div className="space-y-5">
        <Switch
          name="settings.provisioning"
          label="Add new people at their first sign-in"
          help={
            settings.provisioning
              ? "A new person from a verified domain is added to the space when they sign in. They get no welcome email."
              : "Only people whom you have added or imported under Members can sign in. Everyone else is refused."
          }
          checked={settings.provisioning}
          onChange={(event) => change({ provisioning: event.currentTarget.checked })}
        />
        {kind === "partner" ? (
          <>
            <input type="hidden" name="settings.validation" value="manual" />
            <Callout title="New people wait for your approval">
              This is a partner space. Its people work for other companies, so an administrator of the space
              approves every new person. You cannot turn this off.
            </Callout>
          </>
        ) : settings.provisioning ? (
          <RadioGroup
            name="settings.validation"
            label="When a new person has signed in"
            columns={2}
            value={settings.validation}
            onChange={(value) => change({ validation: value as OptionSettings["validation"] })}
            options={[
              {
                value: "automatic",
                label: "Admit them immediately",
                description: "With the role and teams of the rules and defaults above.",
              },
              {
                value: "manual",
                label: "Wait for approval",
                description: (
                  <>
                    They are listed under Approvals until an administrator decides.{" "}
                    <MailPromise instead="No mail server is set up yet, so nobody is told: look there from time to time.">
                      Administrators get an email.
                    </MailPromise>
                  </>
                ),
              },
            ]}
          />
        ) : (
          <input type="hidden" name="settings.validation" value={settings.validation} />
        )}
      </div>
    </Card>
  );
}
