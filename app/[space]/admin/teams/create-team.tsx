"use client";

import { Plus } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Form } from "@/components/ui/form";
import { FormActions } from "@/components/ui/form-actions";
import { SubmitButton } from "@/components/ui/submit-button";
import { createTeamAction } from "./actions";
import { TeamFields } from "./team-fields";

/** The button that opens the form for a new team; the team's page follows. */
export function CreateTeam({ slug }: { slug: string }) {
  return (
    <Dialog
      title="Create a team"
      trigger={
        <Button variant="primary" icon={<Plus aria-hidden />}>
          Create a team
        </Button>
      }
    >
      <Form action={createTeamAction} label="Create a team">
        <input type="hidden" name="space" value={slug} />
        <TeamFields />
        <FormActions
          back={
            <DialogClose>
              <Button>Cancel</Button>
            </DialogClose>
          }
        >
          <SubmitButton pendingLabel="Creating">Create team</SubmitButton>
        </FormActions>
      </Form>
    </Dialog>
  );
}
