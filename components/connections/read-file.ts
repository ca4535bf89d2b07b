import { metadataExplanations } from "@/lib/model/explanations/metadata";

/** Larger than any provider's metadata; checked here so that nothing that large is sent. */
export const largestFile = 1_000_000;

export type FileReading = { ok: true; text: string } | { ok: false; problem: string };

/** A document that is too large, as a sentence for its field. */
export function tooLarge(bytes: number): string {
  const { cause, fix } = metadataExplanations.metadata_too_large;
  return `${cause} ${fix} This one has ${(bytes / 1_000_000).toLocaleString("en", { maximumFractionDigits: 1 })} MB, at most 1 MB is read.`;
}

/**
 * The text of a chosen file: as UTF-16 if it begins so, in the encoding that an XML declaration names, else as UTF-8.
 * A binary certificate (DER, beginning with a SEQUENCE of two length bytes) becomes PEM.
 */
export async function readFile(file: File): Promise<FileReading> {
  if (file.size > largestFile) return { ok: false, problem: tooLarge(file.size) };
  if (file.size === 0)
    return { ok: false, problem: "This file is empty. Download it again and choose it again." };
  const bytes = new Uint8Array(await file.arrayBuffer());
  return { ok: true, text: bytes[0] === 0x30 && bytes[1] === 0x82 ? pemOf(bytes) : decode(bytes) };
}

function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  const utf8 = new TextDecoder().decode(bytes);
  const [, named] = /^<\?xml[^>]*\bencoding=["']([A-Za-z0-9._-]+)["']/.exec(utf8) ?? [];
  if (!named) return utf8;
  try {
    return new TextDecoder(named).decode(bytes);
  } catch {
    return utf8;
  }
}

function pemOf(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  const lines = btoa(binary).match(/.{1,64}/g) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
}
