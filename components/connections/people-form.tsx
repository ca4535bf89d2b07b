"use client";

import { type ReactNode, useState } from "react";
import { Callout } from "@/components/ui/callout";
import { Form } from "@/components/ui/form";
import { FormActions } from "@/components/ui/form-actions";
import { RadioGroup } from "@/components/ui/radio-group";
import { Section } from "@/components/ui/section";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { Switch } from "@/components/ui/switch";
import { TextField } from "@/components/ui/text-field";
import type { AttributeNames, OptionSettings } from "@/lib/model/connections/connection";
import { usualNames } from "@/lib/model/mapping/attributes";
import { roles } from "@/lib/model/people/roles";
import type { SpaceKind } from "@/lib/model/spaces/space";
import type { GroupsOf } from "@/lib/protocols/providers/provider";
import type { FormAction } from "@/lib/schemas/form-state";
import { Advanced } from "./advanced";
import { LeaseFields } from "./lease-fields";
import { RichText } from "./rich-text";
import { roleWords, separatorOptions } from "./words";

interface PeopleFormProps {
  action: FormAction;
  connectionId: string;
  settings: OptionSettings;
  revision: number;
  /** The provider's attribute names if it is set up by the guide. */
  usual: AttributeNames;
  groups: GroupsOf;
  providerName: string;
  kind: SpaceKind;
  /** True if people sign in through it already: changes count from the next sign-in. */
  inUse: boolean;
  /** True if a free Reader licence is left, or there is no limit. */
  readerSeatsLeft: number | null;
  back: ReactNode;
}

const attributeLabels: Record<keyof AttributeNames, string> = {
  email: "Email address",
  firstName: "First name",
  lastName: "Last name",
  groups: "Groups",
};

/** How people who come through the connection become people of the space. */
// Over 60 lines: the markup of one part of the screen, top to bottom.
export function PeopleForm(props: PeopleFormProps) {
  const { action, connectionId, settings, revision, usual, groups, providerName, kind } = props;
  const [provisioning, setProvisioning] = useState(settings.provisioning);
  return (
    <Form action={action}>
      <LeaseFields connectionId={connectionId} revision={revision} />
      {props.inUse && (
        <Callout>This connection is in use. What you save here takes effect at the next sign-in.</Callout>
      )}
      <Section title="Who may sign in">
        <div className="space-y-5">
          <Switch
            name="provisioning"
            label="Add new people at their first sign-in"
            help={
              provisioning
                ? "From verified domains."
                : "Only people you have added under Members can sign in. Everyone else is refused."
            }
            checked={provisioning}
            onChange={(event) => setProvisioning(event.currentTarget.checked)}
          />
          {provisioning && <Validation kind={kind} validation={settings.validation} />}
          <SelectField
            name="defaultRole"
            label="Role of new people"
            help={seatsHelp(props.readerSeatsLeft)}
            defaultValue={settings.defaultRole}
            options={roles.map((role) => ({ value: role, label: roleWords[role] }))}
          />
        </div>
      </Section>
      <Section
        title="Attributes"
        description={`What ${providerName} calls them. Leave a field empty to try the usual names.`}
      >
        <div className="space-y-5">
          {(["email", "firstName", "lastName"] as const).map((which) => (
            <AttributeField key={which} which={which} names={settings.attributes} usual={usual} />
          ))}
          <Advanced names={["attributes.groups", "groupSeparator"]} label="Groups">
            <p className="text-sm text-muted">
              <RichText text={groups.caveat} />
            </p>
            <AttributeField which="groups" names={settings.attributes} usual={usual} />
            <SelectField
              name="groupSeparator"
              label="Between groups"
              help="Only if all groups arrive as one text, such as “staff,app-admins”."
              placeholder="Nothing: each value is one group"
              options={separatorOptions}
              defaultValue={settings.groupSeparator ?? ""}
            />
          </Advanced>
        </div>
      </Section>
      <FormActions back={props.back}>
        <SubmitButton pendingLabel="Saving">Save and continue</SubmitButton>
      </FormActions>
    </Form>
  );
}

function AttributeField({
  which,
  names,
  usual,
}: {
  which: keyof AttributeNames;
  names: AttributeNames;
  usual: AttributeNames;
}) {
  const [first] = usualNames[which];
  return (
    <TextField
      name={`attributes.${which}`}
      label={`Attribute for: ${attributeLabels[which]}`}
      placeholder={usual[which] ?? first ?? ""}
      defaultValue={names[which] ?? ""}
      maxLength={300}
      mono
    />
  );
}

function Validation({ kind, validation }: { kind: SpaceKind; validation: OptionSettings["validation"] }) {
  if (kind === "partner")
    return (
      <>
        <input type="hidden" name="validation" value="manual" />
        <Callout title="New people wait for your approval">
          This is a partner space, so an administrator approves every new person.
        </Callout>
      </>
    );
  return (
    <RadioGroup
      name="validation"
      label="When a new person has signed in"
      columns={2}
      defaultValue={validation}
      options={[
        {
          value: "automatic",
          label: "Admit them immediately",
        },
        {
          value: "manual",
          label: "Wait for approval",
        },
      ]}
    />
  );
}

function seatsHelp(left: number | null): string {
  const role = "Readers view, Editors change, Administrators manage the space.";
  if (left === null) return role;
  if (left === 0) return `${role} No Reader licence is free, so new people are refused.`;
  return `${role} ${left.toLocaleString("en")} Reader ${left === 1 ? "licence is" : "licences are"} free.`;
}
