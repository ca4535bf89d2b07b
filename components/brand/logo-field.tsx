"use client";

import type { ChangeEvent } from "react";
import { CheckboxField } from "@/components/ui/checkbox-field";
import { FileField } from "@/components/ui/file-field";
import type { LogoVariant, ShownLogo } from "@/lib/model/brand/brand";
import { logoFileProblem, logoProblems, logoTypes } from "@/lib/model/brand/logo-file";

export interface ChosenLogo {
  logo?: ShownLogo;
  problem?: string;
}

export interface LogoFieldProps {
  variant: LogoVariant;
  label: string;
  help: string;
  /** The logo that is kept now. */
  stored: ShownLogo | null;
  removed: boolean;
  onRemove: (removed: boolean) => void;
  /** Why the chosen file is not taken. */
  problem: string | undefined;
  /** The chosen file as it can be shown, or why it is not taken; neither if none is chosen. */
  onChoose: (chosen: ChosenLogo) => void;
}

/** A logo's file, and a box that removes the one that is kept. */
export function LogoField({
  variant,
  label,
  help,
  stored,
  removed,
  problem,
  onRemove,
  onChoose,
}: LogoFieldProps) {
  async function handleChange(event: ChangeEvent<HTMLInputElement>) {
    const file = event.currentTarget.files?.[0];
    onChoose(file ? await readLogo(file) : {});
  }

  return (
    <div className="space-y-2">
      <FileField
        name={variant}
        label={label}
        optional
        help={help}
        accept={logoTypes.join(",")}
        onChange={handleChange}
        {...(problem ? { error: problem } : {})}
      />
      {stored && (
        <CheckboxField
          name={variant === "light" ? "removeLight" : "removeDark"}
          label="Remove the current logo"
          checked={removed}
          onChange={(event) => onRemove(event.currentTarget.checked)}
        />
      )}
    </div>
  );
}

/** The file as the preview shows it. The server decides; this only tells earlier. */
async function readLogo(file: File): Promise<ChosenLogo> {
  // Larger files are refused by their size alone.
  const problem = logoFileProblem(new Uint8Array(await file.slice(0, 600 * 1024).arrayBuffer()));
  if (problem) return { problem: logoProblems[problem] };
  const href = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
  const image = new Image();
  image.src = href;
  try {
    await image.decode();
  } catch {
    return { problem: logoProblems.logo_unreadable };
  }
  return { logo: { href, width: image.naturalWidth, height: image.naturalHeight } };
}
