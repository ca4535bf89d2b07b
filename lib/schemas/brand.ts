import { z } from "zod";
import { type Hex, readHex } from "@/lib/model/brand/colour";
import { logoLimits, logoProblems } from "@/lib/model/brand/logo-file";
import { flag } from "@/lib/model/text/flag";
import { optionalLine } from "./text";

/** A colour, or nothing for the default. */
const accent = z
  .string()
  .max(40, "A colour has six hexadecimal digits, for example #1a5fb4.")
  .optional()
  .transform((text, context) => {
    if (!text?.trim()) return null;
    const colour = readHex(text);
    if (colour) return colour;
    context.addIssue({
      code: "custom",
      message: "A colour has six hexadecimal digits, for example #1a5fb4.",
    });
    return z.NEVER;
  });

/** A file that was chosen, or nothing: for a field left empty, a browser sends a file without a byte. */
export const logoFile = z
  .instanceof(File, { error: logoProblems.logo_type })
  .optional()
  .transform((file) => (file && file.size > 0 ? file : null))
  .refine((file) => file === null || file.size <= logoLimits.bytes, logoProblems.logo_too_large);

const look = { accent, light: logoFile, dark: logoFile, removeLight: flag, removeDark: flag };

/** How a space looks on the way in. */
export const spaceBrandForm = z.object(look);

/** How the installation looks, and what it is called; without a name, the product's. */
export const installationBrandForm = z.object({
  name: optionalLine("The name", 60).transform((name) => name || null),
  ...look,
});

/** Nothing but the button. */
export const resetBrandForm = z.object({});

export const logoView = z.strictObject({
  url: z.url().describe("Where the PNG is; it changes with the logo"),
  width: z.int().min(1).describe("In pixels"),
  height: z.int().min(1).describe("In pixels"),
});

/** How a space looks, for programs. */
export const brandView = z
  .strictObject({
    accent: z.string().nullable().describe("The accent colour as it was chosen, #rrggbb; null: the default"),
    logo: logoView.nullable().describe("The logo; null: the space has none"),
    darkLogo: logoView.nullable().describe("The logo for the dark theme, if it has one of its own"),
  })
  .meta({ id: "Brand", description: "How a space looks on the way in" });
export type BrandView = z.infer<typeof brandView>;

/** A logo's file in a body of the API. */
export const logoBase64 = z
  .base64({ error: "A logo is the Base64 of a file." })
  .max(750_000, logoProblems.logo_too_large);

/** PATCH …/brand; absent fields stay. */
export const brandBody = z.strictObject({
  accent: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/, "A colour has six hexadecimal digits, for example #1a5fb4.")
    .transform((text): Hex => `#${text.slice(1).toLowerCase()}`)
    .nullable()
    .optional()
    .describe("#rrggbb; null: the default"),
  logo: logoBase64.nullable().optional().describe("Base64 of the file; null removes the logo"),
  darkLogo: logoBase64.nullable().optional().describe("The same for the dark theme"),
});

/** The file in a field of the API. */
export function bytesOfBase64(text: string | null): Uint8Array | null {
  return text === null ? null : Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
