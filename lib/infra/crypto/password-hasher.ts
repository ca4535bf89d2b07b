import { hash, verify } from "@node-rs/argon2";
import type { PasswordHasher } from "@/lib/ports/dependencies";

// OWASP Password Storage Cheat Sheet: argon2id with 19 MiB, two passes, one lane. 2 is `Algorithm.Argon2id`, a const
// enum that a compiler of single files cannot read.
const parameters = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Of 32 discarded random bytes: no password has it. */
const nobodysHash =
  "$argon2id$v=19$m=19456,t=2,p=1$ayQorvuF6lrgVL06FCe3jg$hpEgxXqSNvzkmp4ebyLR5pWelrSBECLH5SaqZK71mdo";

/** Hashes passwords with argon2id. */
export const passwordHasher: PasswordHasher = {
  hash: (password) => hash(password, parameters),
  async verify(hashed, password) {
    try {
      return await verify(hashed, password);
    } catch {
      // Not a valid hash: a wrong password, not an error for the person who types it.
      return false;
    }
  },
  async pretend(password) {
    await verify(nobodysHash, password);
  },
};
