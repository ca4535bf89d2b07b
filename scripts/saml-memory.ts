import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { answersForEveryStage } from "@/lib/protocols/saml/testing/every-stage";
import { nativeMemory } from "@/lib/protocols/saml/testing/native-memory";
import { attempt, now, someSettings } from "@/lib/protocols/saml/testing/scene";
import { verifyResponse } from "@/lib/protocols/saml/verify-response";

// Verifies 100,000 responses, good ones and refused ones of each stage, and exits with 1 if memory grows.
// SAML_VERIFICATIONS sets another number.

const total = Number(process.env.SAML_VERIFICATIONS ?? 100_000);
const every = Math.max(1, Math.round(total / 10));
const mebibyte = 1024 * 1024;
/** The allowed growth from the first tenth to the end: the garbage collector's own variation. */
const allowedResidentGrowth = 48 * mebibyte;

const answers = Object.values(answersForEveryStage()).map(({ samlResponse, settings }) => ({
  samlResponse,
  settings: someSettings(settings),
}));

interface Sample {
  resident: number;
  native: number;
  address: number;
}

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

function sample(): Sample {
  collectGarbage();
  const { bytes, address } = nativeMemory();
  return { resident: process.memoryUsage().rss, native: bytes, address };
}

const samples: Sample[] = [];
const started = performance.now();
for (let done = 1; done <= total; done++) {
  const answer = answers[done % answers.length];
  if (answer) verifyResponse({ samlResponse: answer.samlResponse }, answer.settings, attempt, now);
  // As in a server, each turn comes to an end: until then V8 keeps the target of a WeakRef.
  if (done % 20 === 0) await new Promise((resolve) => setImmediate(resolve));
  if (done % every === 0) {
    const { resident, native, address } = sample();
    samples.push({ resident, native, address });
    const [mb, wasm] = [resident, native].map((bytes) => (bytes / mebibyte).toFixed(1));
    console.log(
      `${String(done).padStart(7)} verifications: ${mb} MB resident, ${wasm} MB WebAssembly, buffer at ${address}`,
    );
  }
}
const [first, last] = [samples[0], samples.at(-1)];
const seconds = ((performance.now() - started) / 1000).toFixed(0);
if (!first || !last) throw new Error("Nothing was measured");
const grown =
  last.native > first.native ||
  last.address > first.address + mebibyte ||
  last.resident > first.resident + allowedResidentGrowth;
console.log(grown ? `Memory grew in ${seconds} s.` : `Memory did not grow in ${seconds} s.`);
process.exit(grown ? 1 : 0);
