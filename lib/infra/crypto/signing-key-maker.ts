import { exportJWK, generateKeyPair } from "jose";
import type { SigningKeyMaker } from "@/lib/ports/applications";

/** RSA of 2048 bits for RS256, P-256 for ES256. */
export const signingKeyMaker: SigningKeyMaker = {
  async make(algorithm) {
    const { privateKey } = await generateKeyPair(algorithm, { extractable: true, modulusLength: 2048 });
    return { ...(await exportJWK(privateKey)) };
  },
};
