"use client";

import { useContext, useState } from "react";
import { CheckboxList } from "@/components/ui/checkbox-list";
import { FormContext } from "@/components/ui/form-context";
import { OptionPicker } from "@/components/ui/option-picker";
import { RadioGroup } from "@/components/ui/radio-group";
import type { ApplicationSettings } from "@/lib/features/applications/application-view";
import { roles } from "@/lib/model/people/roles";

const roleWords = { reader: "Readers", editor: "Editors", admin: "Administrators" } as const;

/** The spaces and roles that may use an application. One that exists has its list of spaces on its own page. */
export function WhoMayUse({ application }: { application: ApplicationSettings | null }) {
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
          {
            value: "chosen",
            label: "Chosen spaces",
            description: application
              ? "Only the customers under “Who can use it”."
              : "Only the customers that you choose, now or later.",
          },
        ]}
      />
      {openTo === "chosen" && !application && (
        <OptionPicker
          name="spaceIds"
          label="Chosen spaces"
          optional
          address="/operator/search/spaces"
          noun={["space", "spaces"]}
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
