"use client";

import { useId } from "react";
import { LeaseFields } from "@/components/connections/lease-fields";
import { RichText } from "@/components/connections/rich-text";
import { separatorOptions } from "@/components/connections/words";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { Form } from "@/components/ui/form";
import { FormActions } from "@/components/ui/form-actions";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import type { GroupSeparator } from "@/lib/model/connections/choices";
import type { AttributeNames, OptionSettings } from "@/lib/model/connections/connection";
import { adviceWords } from "@/lib/model/mapping/advice-words";
import { readGroups, usualNames } from "@/lib/model/mapping/attributes";
import { adviseOnRules, type SeenAttributes } from "@/lib/model/mapping/rule-advice";
import { withTeamRoles } from "@/lib/model/mapping/team-roles";
import type { SpaceKind } from "@/lib/model/spaces/space";
import { mappingAction } from "./actions";
import { DefaultFields, PeopleFields } from "./people-fields";
import { PreviewPanel, type TrialRun } from "./preview-panel";
import { RuleList } from "./rule-list";
import type { TeamChoiceOption } from "./team-choice";
import { useMapping } from "./use-mapping";

export interface MappingFormProps {
  connectionId: string;
  settings: OptionSettings;
  revision: number;
  kind: SpaceKind;
  /** True if the connection is this space's own: only then its settings for address and names count. */
  isOwn: boolean;
  providerName: string;
  /** The provider's attribute names if it is set up by the guide. */
  usual: AttributeNames;
  groupsCaveat: string;
  teams: readonly TeamChoiceOption[];
  seen: SeenAttributes;
  runs: readonly TrialRun[];
}

const attributeWords: Record<keyof AttributeNames, string> = {
  email: "Email address",
  firstName: "First name",
  lastName: "Last name",
  groups: "Groups",
};

const everyName = ["email", "firstName", "lastName", "groups"] as const;
const groupsOnly = ["groups"] as const;

/** Attribute names, role rules, the default for everybody else, and a preview before saving. */
// Over 60 lines: the markup of one part of the screen, top to bottom.
export function MappingForm(props: MappingFormProps) {
  const { connectionId, revision, usual, seen, teams } = props;
  const mapping = useMapping(props.settings);
  const { settings } = mapping;
  const advice = adviseOnRules(withTeamRoles(settings, teams), seen);
  const known = Object.fromEntries(
    Object.entries(seen).map(([name, values]) => [name, values.length ? values : ["?"]]),
  );
  const groups = readGroups(known, settings);
  const nameList = useId();
  return (
    <Form action={mappingAction} label="People and roles">
      <LeaseFields connectionId={connectionId} revision={revision} />
      <datalist id={nameList}>
        {Object.keys(seen).map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <div className="grid items-start gap-6 desk:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="min-w-0 space-y-6">
          <Card
            title="Attributes"
            description={`What ${props.providerName} calls the attributes of a person. If you leave a field empty, the usual names are tried.`}
          >
            <div className="grid gap-5 sm:grid-cols-2">
              {(props.isOwn ? everyName : groupsOnly).map((which) => (
                <TextField
                  key={which}
                  name={`settings.attributes.${which}`}
                  label={attributeWords[which]}
                  value={settings.attributes[which] ?? ""}
                  onChange={(event) =>
                    mapping.change({
                      attributes: { ...settings.attributes, [which]: event.currentTarget.value || null },
                    })
                  }
                  placeholder={usual[which] ?? usualNames[which][0] ?? ""}
                  list={nameList}
                  autoComplete="off"
                  maxLength={300}
                  mono
                  optional
                />
              ))}
            </div>
            <div className="pt-5 sm:w-1/2 sm:pr-2.5">
              <SelectField
                name="settings.groupSeparator"
                label="Between groups"
                help="Only if the provider sends all groups as one text, such as “staff,app-admins”."
                placeholder="Nothing: each value is one group"
                options={separatorOptions}
                value={settings.groupSeparator ?? ""}
                onChange={(event) =>
                  mapping.change({
                    groupSeparator: (event.currentTarget.value || null) as GroupSeparator | null,
                  })
                }
              />
            </div>
            {!props.isOwn && (
              <p className="pt-4 text-sm text-muted">
                The space that owns this connection decides how address and names are read.
              </p>
            )}
            <p className="pt-4 text-sm text-muted">
              <RichText text={props.groupsCaveat} />
            </p>
          </Card>
          <Card
            title="Role rules"
            description="Checked in this order at every sign-in, against all values of the attribute. The highest role wins, and teams add up. Not case-sensitive."
          >
            <p className="pb-4 text-sm text-muted">
              The attribute <code className="font-mono">groups</code> means the attribute that contains the
              groups
              {groups.name && groups.values.length > 0 && groups.name !== "groups" && (
                <>
                  , here <code className="font-mono [overflow-wrap:anywhere]">{groups.name}</code>
                </>
              )}
              . Values from tests and sign-ins are suggested while you type.
            </p>
            <RuleList mapping={mapping} teams={teams} seen={seen} advice={advice} />
          </Card>
          <DefaultFields mapping={mapping} teams={teams} />
          <PeopleFields mapping={mapping} kind={props.kind} />
          {advice
            .filter((one) => one.rule === null)
            .map((one) => (
              <Callout key={one.code} tone="warn">
                {adviceWords(one)}
              </Callout>
            ))}
          <FormActions>
            <SubmitButton name="intent" value="save" pendingLabel="Saving">
              Save
            </SubmitButton>
          </FormActions>
        </div>
        <div className="desk:sticky desk:top-6">
          <Card title="Try it" description="Preview before you save. Nobody is created or changed.">
            <PreviewPanel runs={props.runs} />
          </Card>
        </div>
      </div>
    </Form>
  );
}
