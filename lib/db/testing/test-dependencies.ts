import { randomBytes } from "node:crypto";
import { parseKeyRing } from "@/lib/infra/crypto/key-ring";
import { passwordHasher } from "@/lib/infra/crypto/password-hasher";
import { secrets } from "@/lib/infra/crypto/secrets";
import { createVault } from "@/lib/infra/crypto/vault";
import { images } from "@/lib/infra/images/images";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { OpenDatabase } from "../driver/open-database";
import { rateLimitsIn } from "../repositories/rate-limits";

/** A clock that moves only on request. */
export interface TestClock {
  now: () => Date;
  forward(seconds: number): void;
}

/** A clock at the real time, or at the given one. */
export function testClock(start: Date = new Date()): TestClock {
  let time = start.getTime();
  return {
    now: () => new Date(time),
    forward(seconds) {
      time += seconds * 1000;
    },
  };
}

/** The real dependencies on a test database, with a controllable clock and a silent log. */
export function testDependencies(database: OpenDatabase, clock: TestClock = testClock()): Dependencies {
  const ring = parseKeyRing(`test:${randomBytes(32).toString("base64")}`);
  if ("problem" in ring) throw new Error(ring.problem);
  return {
    store: database.store,
    now: clock.now,
    secrets,
    vault: createVault(ring),
    passwords: passwordHasher,
    images,
    rateLimits: rateLimitsIn(database.db, { now: clock.now }),
    log: { info() {}, warn() {}, error() {} },
    meter: { signIn() {}, verification: () => () => undefined },
    appUrl: "http://localhost:3000",
  };
}
