import type { SigningAlgorithm } from "@/lib/model/applications/application";

/** Creates the private half of a key, as a JSON Web Key. */
export interface SigningKeyMaker {
  make(algorithm: SigningAlgorithm): Promise<Record<string, unknown>>;
}
