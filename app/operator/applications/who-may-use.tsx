"use client";

import { useContext, useState } from "react";
import { CheckboxList } from "@/components/ui/checkbox-list";
import { FormContext } from "@/components/ui/form-context";
import { RadioGroup } from "@/components/ui/radio-group";
import { TextareaField } from "@/components/ui/textarea-field";
import { roles } from "@/lib/model/people/roles";
import type { ApplicationView } from "@/lib/schemas/application";

const roleWords = { reader: "Readers", editor: "Editors", admin: "Administrators" } as const;

/** The spaces and roles that may use an application. The list of spaces is there only if spaces are chosen. */
export function WhoMayUse({ application }: { application: ApplicationView | null }) {
  const typed = useContext(FormContext).state.values?.openTo;
  const [chosen, setChosen] = useState<string | null>(null);
  const openTo = chosen ?? typed ?? application?.openTo ?? "all";
  return (
    <>
      <RadioGroup
        name="openTo"
        label="Open to"
        columns={2}
        value={openTo}
        onChange={setChosen}
        options={[
          { value: "all", label: "All spaces", description: "Every customer, also future ones." },
          { value: "chosen", label: "Chosen spaces", description: "Only the customers that you list." },
        ]}
      />
      {openTo === "chosen" && (
        <TextareaField
          name="spaces"
          label="Chosen spaces"
          help="The slugs of spaces, one per line."
          rows={3}
          mono
          defaultValue={application?.spaces.map(({ slug }) => slug).join("\n") ?? ""}
        />
      )}
      <CheckboxList
        name="roles"
        legend="For these roles only (none: for every member)"
        values={roles}
        words={roleWords}
        chosen={application?.roles ?? []}
      />
    </>
  );
}
