"use client";

import { Play } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Form } from "@/components/ui/form";
import { FormActions } from "@/components/ui/form-actions";
import { OptionPicker } from "@/components/ui/option-picker";
import { SubmitButton } from "@/components/ui/submit-button";
import { Switch } from "@/components/ui/switch";
import type { FormAction, FormState } from "@/lib/schemas/form-state";

interface TryItProps {
  id: string;
  name: string;
  action: FormAction;
}

/** Signs in as the application would, and shows what comes back. */
export function TryIt({ id, name, action }: TryItProps) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      title={`Try ${name}`}
      description="You sign in as its users do, and see the tokens that it would receive, decoded. They are shown once, and revoked immediately."
      trigger={<Button icon={<Play aria-hidden />}>Try it</Button>}
      open={open}
      onOpenChange={setOpen}
    >
      <Form action={action} label="Try it" onSuccess={leave}>
        <input type="hidden" name="id" value={id} />
        <OptionPicker
          name="organization"
          label="Space"
          help="Without one, the sign-in page asks for an email address."
          optional
          single
          address="/operator/search/spaces?by=slug"
          noun={["space", "spaces"]}
        />
        <Switch
          name="again"
          label="Ask me to sign in"
          help="Even if this browser is signed in to a space already."
          defaultChecked={false}
        />
        <p className="text-sm text-muted">
          If you sign in as somebody else, that sign-in replaces yours in this browser.
        </p>
        <FormActions>
          <SubmitButton pendingLabel="Starting">Start the sign-in</SubmitButton>
        </FormActions>
      </Form>
    </Dialog>
  );
}

function leave(state: FormState) {
  // Answered by the provider, not by a page of ours.
  if (state.values?.continueTo) window.location.assign(state.values.continueTo);
}
