import { expect, test } from "vitest";
import type { Encryption } from "../testing/encrypt-assertion";
import type { ResponseRecipe } from "../testing/mint-response";
import { piece, without } from "../testing/pieces";
import { processorTime } from "../testing/processor-time";
import { aResponse, ourKey, outcome, validated } from "../testing/scene";
import { makeSigningKey } from "../testing/signing-key";

const rounds = 100;
const tries = 4;
const scene = { settings: { signed: "assertion" as const } };

const attack = (encryption: Partial<Encryption>, changes: Partial<ResponseRecipe> = {}): string =>
  aResponse({
    sign: "assertion",
    encryption: { certificatePem: ourKey.certificatePem, content: "aes256-cbc", ...encryption },
    ...changes,
  }).samlResponse;

/**
 * A key that is not ours, with a smaller modulus by a bit: its cipher text is a number that our key can process. A
 * larger number is refused before any work, which reveals nothing: our modulus is public.
 */
const smallerKey = () => makeSigningKey({ rsa: 2047 }).certificatePem;

test("a failure to decrypt takes about as long whether key, padding, XML or signature was at fault", {
  timeout: 180_000,
}, () => {
  const attacks = {
    key: attack({ certificatePem: smallerKey() }),
    transport: attack({ transport: "rsa-1_5" }),
    padding: attack({
      mutateCipherText: (bytes) => Buffer.from(bytes.with(-1, (bytes.at(-1) ?? 0) ^ 1)),
    }),
    xml: attack({}, { afterSigningAssertion: (xml) => `<<${xml}` }),
    unsigned: attack({}, { afterSigningAssertion: (xml) => without(xml, piece(xml, "ds:Signature")) }),
    signature: attack(
      {},
      { afterSigningAssertion: (xml) => xml.replace(/(<ds:SignatureValue>)..../, "$1AAAA") },
    ),
  };
  for (const answer of Object.values(attacks)) expect(outcome(answer, scene)).toBe("decryption_failed");
  // What takes longer than the others does so in every try; what a busy machine did to one try is not in all of them.
  let usual = usualTimes(Object.values(attacks));
  for (let tried = 1; tried < tries && spread(usual) >= 1.5; tried += 1)
    usual = usualTimes(Object.values(attacks));
  expect(spread(usual), JSON.stringify(usual)).toBeLessThan(1.5);
});

const spread = (times: number[]) => Math.max(...times) / Math.min(...times);

/** What each answer usually takes. */
function usualTimes(answers: string[]): number[] {
  const times = answers.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    // Measured in turns, so that a busy machine slows all of them alike.
    for (const [i, answer] of answers.entries())
      times[i]?.push(processorTime(() => validated(answer, scene)));
  }
  // The lower quartile is the work itself; above it, compilation and garbage collection count too.
  return times.map((list) => list.sort((a, b) => a - b)[Math.floor(rounds / 4)] ?? 0);
}
