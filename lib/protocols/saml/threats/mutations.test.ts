import { test } from "vitest";
import { base, mutateAtRandom, mutationMs, mutationRuns } from "../testing/mutate-at-random";
import { providerKey } from "../testing/scene";

const bases = [
  base({}, "both"),
  base({}, "either"),
  base({ sign: "response" }, "response"),
  base({ sign: "response" }, "either"),
  base({ signer: { key: providerKey, prefixes: ["xs"] } }, "both"),
];

// The others are in `assertion-mutations.test.ts`: two processes share the work.
const runs = Math.ceil((mutationRuns * 5) / 9);
test(`${runs} mutations of signed responses are refused or change nothing`, { timeout: mutationMs }, () => {
  mutateAtRandom(bases, runs);
});
