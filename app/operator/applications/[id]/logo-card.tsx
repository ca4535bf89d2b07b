"use client";

import { useState } from "react";
import { ApplicationLogo } from "@/components/applications/application-mark";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { FileField } from "@/components/ui/file-field";
import { Form } from "@/components/ui/form";
import { FormActions } from "@/components/ui/form-actions";
import { SubmitButton } from "@/components/ui/submit-button";
import type { ShownLogo } from "@/lib/model/brand/brand";
import { logoFileProblem, logoProblems, logoTypes } from "@/lib/model/brand/logo-file";
import type { FormAction, FormState } from "@/lib/schemas/form-state";

interface LogoCardProps {
  id: string;
  name: string;
  logo: ShownLogo | null;
  save: FormAction;
  remove: FormAction;
}

/** An application's logo: as it is now on both grounds, and the file that takes its place. */
export function LogoCard({ id, name, logo, save, remove }: LogoCardProps) {
  const [problem, setProblem] = useState<string>();
  return (
    <Card
      title="Logo"
      description="On the sign-in page, on people's home page, and in each space's list of applications."
      {...(logo
        ? {
            actions: (
              <ConfirmDialog
                trigger={<Button>Remove logo</Button>}
                title={`Remove the logo of ${name}?`}
                consequences={["Its tile shows initials again, and the sign-in page its name only."]}
                confirmLabel="Remove logo"
                pendingLabel="Removing"
                action={remove}
                fields={{ id }}
              />
            ),
          }
        : {})}
    >
      <div className="space-y-5">
        {logo && (
          <ul aria-label="The current logo" className="grid gap-3 sm:grid-cols-2">
            {(["light", "dark"] as const).map((theme) => (
              <li
                key={theme}
                data-scheme={theme}
                className="flex min-h-24 items-center gap-3 rounded-lg border border-line bg-surface p-4 text-text"
              >
                <ApplicationLogo logo={logo} className="h-auto max-h-12 max-w-40" />
                <span className="min-w-0 truncate font-medium">{name}</span>
              </li>
            ))}
          </ul>
        )}
        <Form
          action={save}
          label="Change the logo"
          resetOnSuccess
          validate={() => (problem ? refused(problem) : undefined)}
          onSuccess={() => setProblem(undefined)}
        >
          <input type="hidden" name="id" value={id} />
          <FileField
            name="logo"
            label={logo ? "Another logo" : "Logo"}
            help="PNG, JPEG or WebP, up to 512 KB. Best: square, with a transparent background. It stands on white in the dark theme."
            accept={logoTypes.join(",")}
            onChange={async (event) => {
              const file = event.currentTarget.files?.[0];
              setProblem(file && (await problemOf(file)));
            }}
            {...(problem ? { error: problem } : {})}
          />
          <FormActions>
            <SubmitButton variant="secondary" pendingLabel="Uploading">
              Upload
            </SubmitButton>
          </FormActions>
        </Form>
      </div>
    </Card>
  );
}

const refused = (problem: string): FormState => ({ ok: false, fieldErrors: { logo: [problem] } });

/** Said before the file travels; the server looks again, and decodes it. */
async function problemOf(file: File): Promise<string | undefined> {
  // Larger files are refused by their size alone.
  const found = logoFileProblem(new Uint8Array(await file.slice(0, 600 * 1024).arrayBuffer()));
  return found ? logoProblems[found] : undefined;
}
