import { createHash } from "node:crypto";
import type { NewLogo } from "@/lib/db/repositories/brands";
import { applicationLogoAddress, type ShownLogo, type StoredLogo } from "@/lib/model/brand/brand";
import { logoProblems } from "@/lib/model/brand/logo-file";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import type { Dependencies } from "@/lib/ports/dependencies";

/** An uploaded file, decoded and encoded again; `null` and `undefined` (removed, unchanged) pass as they are. */
export async function encodeLogo(
  { images }: Pick<Dependencies, "images">,
  file: Uint8Array | null | undefined,
  field: string,
): Promise<Outcome<NewLogo | null | undefined>> {
  if (!file) return done(file);
  const encoded = await images.encodeLogo(file);
  if (!encoded.ok) return refused("invalid", encoded.problem, logoProblems[encoded.problem], { field });
  const hash = createHash("sha256").update(encoded.logo.bytes).digest("hex");
  return done({ ...encoded.logo, hash });
}

/** The logo as pages show it. */
export function shownLogo(applicationId: string, logo: StoredLogo | undefined): ShownLogo | null {
  return logo
    ? { href: applicationLogoAddress(applicationId, logo), width: logo.width, height: logo.height }
    : null;
}

/** The bytes of an application's logo, by the parts of its address; `null` if it has no such logo now. */
export async function readApplicationLogo(
  { store }: Pick<Dependencies, "store">,
  applicationId: string,
  hash: string,
): Promise<Uint8Array | null> {
  return /^[0-9a-f]{64}$/.test(hash) ? store.applicationLogos.bytes(applicationId, hash) : null;
}
