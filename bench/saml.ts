import { sign } from "node:crypto";
import type { SamlSettings } from "@/lib/protocols/saml/settings";
import { type MintedResponse, mintResponse } from "@/lib/protocols/saml/testing/mint-response";
import { makeSigningKey } from "@/lib/protocols/saml/testing/signing-key";
import { prepareVerifier } from "@/lib/protocols/saml/verify-response";
import {
  bareRsa,
  boxyhq,
  type Contender,
  gatehouse,
  nodeSaml,
  samlifyContender,
  type Trust,
} from "./saml-contenders";

// Checks the same responses by Gatehouse, by three libraries and by bare RSA, in turns within one run.
// SAML_BENCH_ROUNDS sets how often (400 for the smallest document, fewer for larger ones).

const rounds = Number(process.env.SAML_BENCH_ROUNDS ?? 400);
const sizes = [8, 32, 96, 192];
const now = new Date();
const key = makeSigningKey({ rsa: 2048 });
const settings: SamlSettings = {
  idpEntityId: "https://idp.customer.example/saml",
  certificates: [key.certificatePem],
  signed: "both",
  subjectAttribute: null,
  spEntityId: "https://gatehouse.example/sp",
  acsUrl: "https://gatehouse.example/acs",
  loginFlow: "sp",
  decryptionKeys: [],
  clockSkewSeconds: 180,
};
const trust: Trust = { settings, requestId: "_request", key, now };

/** A response of the given size, response and assertion signed, filled up with groups. */
function responseOf(kilobytes: number): MintedResponse {
  const make = (count: number): MintedResponse =>
    mintResponse({
      now,
      issuer: settings.idpEntityId,
      acsUrl: settings.acsUrl,
      spEntityId: settings.spEntityId,
      requestId: trust.requestId,
      sign: "both",
      signer: { key },
      facts: {
        sessionNotOnOrAfter: new Date(now.getTime() + 3_600_000).toISOString(),
        attributes: {
          email: ["ann@customer.example"],
          groups: Array.from({ length: count }, (_, i) => `group-${i}`),
        },
      },
    });
  const [empty, hundred] = [make(0).xml.length, make(100).xml.length];
  return make(Math.max(0, Math.round((kilobytes * 1024 - empty) / ((hundred - empty) / 100))));
}

interface Times {
  wall: number[];
  cpu: number[];
}

const at = (times: number[], part: number): number => {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
};

/** Runs them in turns. On a busy machine other programs stretch the wall clock; processor time stays comparable. */
async function race(contenders: Contender[], minted: MintedResponse, count: number): Promise<Times[]> {
  const times = contenders.map((): Times => ({ wall: [], cpu: [] }));
  for (let round = -Math.ceil(count / 4); round < count; round++) {
    for (const [i, contender] of contenders.entries()) {
      const cpu = process.cpuUsage();
      const started = performance.now();
      await contender.verify(minted);
      const ended = performance.now();
      const { user, system } = process.cpuUsage(cpu);
      if (round < 0) continue;
      times[i]?.wall.push(ended - started);
      times[i]?.cpu.push((user + system) / 1000);
    }
  }
  return times;
}

const ms = (value: number): string => value.toFixed(3).padStart(10);

function show(minted: MintedResponse, contenders: Contender[], times: Times[]): void {
  const medians = times.map(({ cpu }) => at(cpu, 0.5));
  const ours = medians[0] ?? 1;
  console.log(
    `\n${(Buffer.byteLength(minted.xml) / 1024).toFixed(1)} KB, response and assertion signed (ms)`,
  );
  const heads = ["median", "p99", "cpu median", "cpu p99"].map((head) => head.padStart(10)).join(" ");
  console.log(`${"".padEnd(22)}${"schema".padEnd(16)}${heads}   cpu against ours`);
  for (const [i, { name, schema }] of contenders.entries()) {
    const { wall, cpu } = times[i] ?? { wall: [], cpu: [] };
    const columns = [at(wall, 0.5), at(wall, 0.99), at(cpu, 0.5), at(cpu, 0.99)].map(ms).join(" ");
    console.log(
      `${name.padEnd(22)}${schema.padEnd(16)}${columns}   ${((medians[i] ?? 0) / ours).toFixed(2)}×`,
    );
  }
  const fastest = Math.min(...medians.slice(1, -1));
  console.log(`the fastest of the three takes ${(fastest / ours).toFixed(1)} times as long as Gatehouse`);
}

prepareVerifier();
const sample = Buffer.alloc(1024, 7);
const floor = bareRsa(trust, sample, sign("sha256", sample, key.privateKey));
const contenders = [gatehouse(trust), boxyhq(trust), nodeSaml(trust), samlifyContender(trust), floor];
for (const size of sizes) {
  const minted = responseOf(size);
  const count = Math.max(10, Math.round((rounds * 8) / size));
  show(minted, contenders, await race(contenders, minted, count));
}
