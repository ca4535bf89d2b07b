"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Form } from "@/components/ui/form";
import { FormActions } from "@/components/ui/form-actions";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { type LogoVariant, logoVariants, productName, type ShownLogo } from "@/lib/model/brand/brand";
import { type Hex, readHex } from "@/lib/model/brand/colour";
import { installationBrandForm, spaceBrandForm } from "@/lib/schemas/brand";
import { type FormAction, type FormState, invalidForm, valuesOf } from "@/lib/schemas/form-state";
import { AccentField } from "./accent-field";
import { BrandPreview } from "./brand-preview";
import { type ChosenLogo, LogoField } from "./logo-field";

export interface BrandEditorProps {
  save: FormAction;
  reset: FormAction;
  /** The space whose brand it is; absent: the installation's. */
  space?: { slug: string; name: string };
  /** What is chosen now. */
  chosen: {
    name: string | null;
    accent: Hex | null;
    light: ShownLogo | null;
    dark: ShownLogo | null;
  };
  /** What the accent is while none is chosen; `null`: the product's own. */
  defaultAccent: Hex | null;
}

/** The product's own accent, as a picker shows it. */
const productAccent: Hex = "#005ea4";

const nothing: Record<LogoVariant, ChosenLogo> = { light: {}, dark: {} };
const none: Record<LogoVariant, boolean> = { light: false, dark: false };

/** The brand's form beside two pictures of the sign-in page that follow it. */
export function BrandEditor({ save, reset, space, chosen, defaultAccent }: BrandEditorProps) {
  const [name, setName] = useState(chosen.name ?? "");
  const [accent, setAccent] = useState<string>(chosen.accent ?? "");
  const [files, setFiles] = useState(nothing);
  const [removed, setRemoved] = useState(none);
  const [generation, setGeneration] = useState(0);
  const isDefault = !chosen.name && !chosen.accent && !chosen.light && !chosen.dark;
  const logo = (variant: LogoVariant) => files[variant].logo ?? (removed[variant] ? null : chosen[variant]);
  const preview = {
    name: space?.name ?? (name.trim() || productName),
    isSpace: space !== undefined,
    light: logo("light"),
    dark: logo("dark"),
  };
  const fields: Record<string, string> = space ? { space: space.slug } : {};

  /** A new set of file fields: nothing that was sent is sent again. */
  function begin() {
    setFiles(nothing);
    setRemoved(none);
    setGeneration((count) => count + 1);
  }

  function logoProps(variant: LogoVariant) {
    return {
      variant,
      stored: chosen[variant],
      removed: removed[variant],
      onRemove: (remove: boolean) => setRemoved({ ...removed, [variant]: remove }),
      problem: files[variant].problem,
      onChoose: (file: ChosenLogo) => setFiles((before) => ({ ...before, [variant]: file })),
    };
  }

  return (
    <div className="grid items-start gap-6 desk:grid-cols-[minmax(0,1fr)_20rem]">
      <Card
        title="Look"
        description="Shown on the sign-in pages, on setup links, and in emails."
        {...(isDefault
          ? {}
          : {
              actions: (
                <ConfirmDialog
                  title="Reset to default?"
                  consequences={[
                    space
                      ? "The logos and the accent colour of this space are deleted. Its pages show its initials and the default colour."
                      : "The name, the logos and the accent colour are deleted. Spaces keep their own.",
                  ]}
                  confirmLabel="Reset"
                  pendingLabel="Resetting"
                  action={async (previous, data) => {
                    const state = await reset(previous, data);
                    if (state.ok) {
                      setName("");
                      setAccent("");
                      begin();
                    }
                    return state;
                  }}
                  fields={fields}
                  trigger={<Button>Reset to default</Button>}
                />
              ),
            })}
      >
        <Form
          action={save}
          label="Look"
          validate={(data) => validate(data, files, space !== undefined)}
          onSuccess={begin}
        >
          {space && <input type="hidden" name="space" value={space.slug} />}
          {!space && (
            <TextField
              name="name"
              label="Name"
              optional
              help={`Shown wherever no space is known, and in page titles and emails. Empty: ${productName}.`}
              maxLength={60}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
          )}
          <LogoField
            key={`light${generation}`}
            {...logoProps("light")}
            label="Logo"
            help="PNG, JPEG or WebP, up to 512 KB. Best: a transparent background, 720 pixels wide."
          />
          <LogoField
            key={`dark${generation}`}
            {...logoProps("dark")}
            label="Logo for the dark theme"
            help="Without one, the logo stands on white in the dark theme."
          />
          <AccentField value={accent} onChange={setAccent} fallback={defaultAccent ?? productAccent} />
          <FormActions>
            <SubmitButton pendingLabel="Saving">Save</SubmitButton>
          </FormActions>
        </Form>
      </Card>
      <section aria-label="Preview" className="grid gap-4 sm:max-desk:grid-cols-2">
        {(["light", "dark"] as const).map((theme) => (
          <BrandPreview key={theme} theme={theme} brand={preview} accent={readHex(accent) ?? defaultAccent} />
        ))}
      </section>
    </div>
  );
}

/** What is wrong in the browser already: the server says the same, but the files would travel there first. */
function validate(
  data: FormData,
  files: Record<LogoVariant, ChosenLogo>,
  isSpace: boolean,
): FormState | undefined {
  const refused = logoVariants.flatMap((variant) => {
    const { problem } = files[variant];
    return problem ? [[variant, [problem]]] : [];
  });
  if (refused.length > 0)
    return { ok: false, fieldErrors: Object.fromEntries(refused), values: valuesOf(data) };
  const parsed = (isSpace ? spaceBrandForm : installationBrandForm).safeParse(Object.fromEntries(data));
  return parsed.success ? undefined : invalidForm(parsed.error, data);
}
