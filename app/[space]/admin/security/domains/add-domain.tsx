"use client";

import { Plus } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Form } from "@/components/ui/form";
import { FormActions } from "@/components/ui/form-actions";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { addDomainAction } from "./actions";

/** The button that opens the form for a new domain; the domain's page follows, with its DNS record. */
export function AddDomain({ slug }: { slug: string }) {
  return (
    <Dialog
      title="Add a domain"
      trigger={
        <Button variant="primary" icon={<Plus aria-hidden />}>
          Add a domain
        </Button>
      }
    >
      <Form action={addDomainAction} label="Add a domain">
        <input type="hidden" name="space" value={slug} />
        <TextField
          name="name"
          label="Domain"
          help="For example acme.example. You can also paste an email address or a link."
          mono
          maxLength={300}
          autoComplete="off"
        />
        <FormActions
          back={
            <DialogClose>
              <Button>Cancel</Button>
            </DialogClose>
          }
        >
          <SubmitButton pendingLabel="Adding">Add domain</SubmitButton>
        </FormActions>
      </Form>
    </Dialog>
  );
}
