import { createHash } from "node:crypto";
import type { BrandChange, NewLogo } from "@/lib/db/repositories/brands";
import type { Actor } from "@/lib/model/audit/audit";
import {
  type Brand,
  installationOwner,
  type LogoVariant,
  logoVariants,
  productName,
} from "@/lib/model/brand/brand";
import type { Hex } from "@/lib/model/brand/colour";
import { type LogoProblem, logoProblems } from "@/lib/model/brand/logo-file";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import type { Dependencies } from "@/lib/ports/dependencies";

/** Whose brand it is: a space's, or the installation's. */
export interface BrandOwner {
  actor: Actor;
  space: { id: string; name: string } | null;
}

/** What is asked for; what is absent stays as it is. */
export interface BrandInput {
  name?: string | null;
  accent?: Hex | null;
  /** The uploaded file; `null` removes the logo. */
  light?: Uint8Array | null;
  dark?: Uint8Array | null;
}

type Changing = Pick<Dependencies, "store" | "now" | "images">;

/**
 * Changes how a space, or the installation, looks on the way in. Logos are decoded and encoded again before anything is
 * written. The same once more changes nothing and leaves no event.
 */
export async function changeBrand(
  deps: Changing,
  owner: BrandOwner,
  input: BrandInput,
): Promise<Outcome<{ changed: boolean }>> {
  const read: BrandChange = {
    ...(input.name === undefined || owner.space ? {} : { name: input.name }),
    ...(input.accent === undefined ? {} : { accent: input.accent }),
  };
  for (const variant of logoVariants) {
    const file = input[variant];
    if (file === undefined) continue;
    if (file === null) {
      read[variant] = null;
      continue;
    }
    const encoded = await deps.images.encodeLogo(file);
    if (!encoded.ok) return refusedLogo(encoded.problem, variant);
    read[variant] = { ...encoded.logo, hash: hashOf(encoded.logo.bytes) };
  }
  return writeBrand(deps, owner, read);
}

/** Goes back to the default look. */
export function resetBrand(deps: Changing, owner: BrandOwner): Promise<Outcome<{ changed: boolean }>> {
  return writeBrand(deps, owner, { name: null, accent: null, light: null, dark: null });
}

async function writeBrand(
  { store, now }: Changing,
  { actor, space }: BrandOwner,
  asked: BrandChange,
): Promise<Outcome<{ changed: boolean }>> {
  const at = now();
  return store.transaction(async (tx) => {
    const brand = tx.brandOf(space?.id ?? null);
    const before = await brand.lock(at);
    const changed = differences(before, asked);
    if (Object.keys(changed).length === 0) return done({ changed: false });
    await brand.update(asked, at);
    await tx.auditOf(space?.id ?? null).append(
      {
        actor,
        action: "brand.changed",
        target: space
          ? { kind: "space", id: space.id, name: space.name }
          : { kind: "installation", id: installationOwner, name: before.name ?? productName },
        details: { changed },
      },
      at,
    );
    return done({ changed: true });
  });
}

/** What the audit log tells: colours and names as they are, logos by their hash. */
function differences(before: Brand, asked: BrandChange) {
  const told = (value: string | NewLogo | Brand["light"] | undefined) =>
    value === null || value === undefined || typeof value === "string" ? (value ?? null) : value.hash;
  const keys = (["name", "accent", "light", "dark"] as const).filter(
    (key) => asked[key] !== undefined && told(asked[key]) !== told(before[key]),
  );
  return Object.fromEntries(keys.map((key) => [key, { from: told(before[key]), to: told(asked[key]) }]));
}

function refusedLogo(problem: LogoProblem, field: LogoVariant) {
  return refused("invalid", problem, logoProblems[problem], { field });
}

const hashOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
