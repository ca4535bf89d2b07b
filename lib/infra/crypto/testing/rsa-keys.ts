import { generateKeyPairSync, type KeyPairKeyObjectResult } from "node:crypto";
import { keyPairsFrom } from "../key-pairs";

/**
 * RSA keys of 2048 bits. Creating one takes more than a tenth of a second of work, so a process creates `count` and
 * then returns them in turn: neighbours differ.
 */
function inTurn(count: number): () => KeyPairKeyObjectResult {
  const keys: KeyPairKeyObjectResult[] = [];
  let taken = 0;
  return () => {
    const place = taken++ % count;
    const key = keys[place] ?? generateKeyPairSync("rsa", { modulusLength: 2048 });
    keys[place] = key;
    return key;
  };
}

/** A key for a simulator. Three or four simulators can run at once before two have the same. */
export const simulatorRsaKey = inTurn(12);

const connectionRsaKey = inTurn(8);

/** The key pairs of connections. */
export const testKeyPairs = keyPairsFrom(async () => {
  const { privateKey, publicKey } = connectionRsaKey();
  return {
    privateKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    publicKey: publicKey.export({ type: "spki", format: "pem" }).toString(),
  };
});
