/** The largest file that is taken, and the largest picture in it. */
export const logoLimits = { bytes: 512 * 1024, pixels: 10_000_000 } as const;

/** The kinds of files that are taken. */
export const logoTypes = ["image/png", "image/jpeg", "image/webp"] as const;

/** Why a logo's file is not taken. */
export const logoProblemCodes = [
  "logo_empty",
  "logo_too_large",
  "logo_is_svg",
  "logo_type",
  "logo_too_many_pixels",
  "logo_unreadable",
] as const;
export type LogoProblem = (typeof logoProblemCodes)[number];

export const logoProblems: Record<LogoProblem, string> = {
  logo_empty: "The file is empty. Choose another one.",
  logo_too_large: "The file is larger than 512 KB. Save the logo smaller, for example 720 pixels wide.",
  logo_is_svg:
    "SVG files can carry scripts, so they are not accepted. Export the logo as a PNG with a transparent background.",
  logo_type: "This is not a PNG, JPEG or WebP file. Export the logo as one of these.",
  logo_too_many_pixels:
    "The picture has more than 10 million pixels. Save it smaller, for example 720 pixels wide.",
  logo_unreadable: "The file could not be read as a picture. It may be damaged: export the logo again.",
};

/** What is wrong with a file before anything decodes it, by its size and first bytes; its name and type say nothing. */
export function logoFileProblem(bytes: Uint8Array): LogoProblem | null {
  if (bytes.length === 0) return "logo_empty";
  if (bytes.length > logoLimits.bytes) return "logo_too_large";
  if (isPng(bytes) || isJpeg(bytes) || isWebp(bytes)) return null;
  return looksLikeSvg(bytes) ? "logo_is_svg" : "logo_type";
}

const begins = (bytes: Uint8Array, at: number, ...expected: number[]) =>
  expected.every((byte, index) => bytes[at + index] === byte);

const isPng = (bytes: Uint8Array) => begins(bytes, 0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const isJpeg = (bytes: Uint8Array) => begins(bytes, 0, 0xff, 0xd8, 0xff);
const isWebp = (bytes: Uint8Array) =>
  begins(bytes, 0, 0x52, 0x49, 0x46, 0x46) && begins(bytes, 8, 0x57, 0x45, 0x42, 0x50);

/** Only to say why: whatever is not one of the three is refused. */
function looksLikeSvg(bytes: Uint8Array): boolean {
  const start = new TextDecoder().decode(bytes.subarray(0, 4096)).toLowerCase();
  return start.includes("<svg") || start.trimStart().startsWith("<?xml");
}
