"use client";

import { useContext, useState } from "react";
import { MailPromise } from "@/components/frame/mail-promise";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { CheckboxField } from "@/components/ui/checkbox-field";
import { CodeBlock } from "@/components/ui/code-block";
import { FileField } from "@/components/ui/file-field";
import { Form } from "@/components/ui/form";
import { FormActions } from "@/components/ui/form-actions";
import { FormContext } from "@/components/ui/form-context";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextareaField } from "@/components/ui/textarea-field";
import { hasPlan } from "@/lib/schemas/people-import";
import { importAction } from "./actions";
import { ImportResult } from "./import-result";

const example = `email,first name,last name,role,team
ann@acme.example,Ann,Apple,editor,Sales
bo@acme.example,Bo,Birch,,Sales|Support`;

/** A file or pasted rows; checked first, then imported if the numbers are right. */
export function ImportForm({ slug, usersPath }: { slug: string; usersPath: string }) {
  // Changed input must be checked again.
  const [changed, setChanged] = useState(false);
  return (
    <Form action={importAction} label="Import people" onSuccess={() => setChanged(false)}>
      <input type="hidden" name="space" value={slug} />
      <Card title="The file">
        <div className="space-y-5">
          <FileField
            name="file"
            label="CSV file"
            accept=".csv,.txt,text/csv,text/plain"
            help="With commas, semicolons or tabs, as any spreadsheet saves it."
            onChange={() => setChanged(true)}
          />
          <TextareaField
            name="text"
            label="Or paste the rows"
            rows={6}
            mono
            onChange={() => setChanged(true)}
            help="The chosen file takes precedence over pasted rows."
          />
          <details className="text-sm">
            <summary className="cursor-pointer text-muted">What the file looks like</summary>
            <div className="space-y-3 pt-3 text-muted">
              <CodeBlock label="Example" code={example} />
              <p>
                The first row names the columns, in any order. Only the address is required. A role is reader,
                editor or admin. Without a role, a person gets the highest default role of their teams, or
                else Reader. Separate several teams in one cell with |. Teams that do not exist are created.
              </p>
            </div>
          </details>
          <CheckboxField
            name="welcome"
            label="Email everyone who is added"
            help={<MailPromise>The email says where to sign in. Without it, nobody is notified.</MailPromise>}
          />
        </div>
      </Card>
      <Outcome usersPath={usersPath} changed={changed} />
    </Form>
  );
}

function Outcome({ usersPath, changed }: { usersPath: string; changed: boolean }) {
  const { state } = useContext(FormContext);
  const answer = hasPlan(state) && !changed ? state : null;
  const ready = answer && !answer.imported && answer.plan.missingSeats.length === 0 && canDo(answer.plan);
  return (
    <>
      <div role="status" className="empty:hidden">
        {answer && <ImportResult plan={answer.plan} imported={answer.imported} usersPath={usersPath} />}
      </div>
      <FormActions back={<ButtonLink href={usersPath}>Cancel</ButtonLink>}>
        {ready && (
          <SubmitButton name="intent" value="import" pendingLabel="Importing">
            {answer.plan.added > 0
              ? `Import ${answer.plan.added.toLocaleString("en")} ${answer.plan.added === 1 ? "person" : "people"}`
              : "Import the teams"}
          </SubmitButton>
        )}
        <SubmitButton
          name="intent"
          value="check"
          variant={ready ? "secondary" : "primary"}
          pendingLabel="Reading"
        >
          {answer ? "Check again" : "Check the file"}
        </SubmitButton>
      </FormActions>
    </>
  );
}

function canDo({ added, existing }: { added: number; existing: number }): boolean {
  return added + existing > 0;
}
