import { generateKeyPair } from "node:crypto";
import { promisify } from "node:util";
import type { JacksonOption, SAMLJackson } from "@boxyhq/saml-jackson";
import type { JacksonStorage } from "@/lib/ports/jackson-storage";
import { selfSignedCertificate } from "@/lib/protocols/saml/certificates/self-signed-certificate";
import { jacksonDriver } from "./jackson-driver";
import { withUnheldTimers } from "./unheld-timers";

/** The destination of Jackson's own messages. */
export interface JacksonLogger {
  debug(message: string): void;
  warn(message: string): void;
}

export interface JacksonSettings {
  /** The application's address, without a slash at its end. */
  appUrl: string;
  storage: JacksonStorage;
  logger: JacksonLogger;
}

// Next builds a module into several bundles, each with its own variables; Jackson must be started once for all.
const shared = globalThis as typeof globalThis & {
  gatehouseJackson?: WeakMap<JacksonStorage, Promise<SAMLJackson>>;
  /** Replaces Jackson's own cache of its database by nothing. */
  __jacksonDb?: unknown;
};

/**
 * Jackson, started at the first call and shared from then on. Loading it takes half a second and some 50 MB, so
 * nothing imports it earlier.
 */
export function loadJackson(settings: JacksonSettings): Promise<SAMLJackson> {
  shared.gatehouseJackson ??= new WeakMap();
  const started = shared.gatehouseJackson;
  const present = started.get(settings.storage);
  if (present) return present;
  const starting = withUnheldTimers(() => start(settings));
  started.set(settings.storage, starting);
  // The next one tries again.
  starting.catch(() => started.delete(settings.storage));
  return starting;
}

async function start({ appUrl, storage, logger }: JacksonSettings): Promise<SAMLJackson> {
  const { controllers } = await import("@boxyhq/saml-jackson");
  passing ??= await passingKey();
  const options: JacksonOption = {
    externalUrl: appUrl,
    // Every connection has its own address and audience; these two are placeholders.
    samlPath: "/api/sso/saml/acs",
    samlAudience: appUrl,
    db: { driver: jacksonDriver(storage) },
    certs: passing,
    noAnalytics: true,
    idpEnabled: false,
    ssoTraces: { disable: true },
    openid: { redirectExactMatch: true },
    logger: {
      info: (message) => logger.debug(message),
      warn: (message) => logger.warn(message),
      error: (message) => logger.warn(message),
    },
  };
  delete shared.__jacksonDb;
  return await controllers(options);
}

let passing: JacksonOption["certs"];

/**
 * Jackson signs every request with one key for everybody, and would store that key in the database. Its signature is
 * removed at once, so a key that lives as long as the process suffices, and no secret is stored.
 */
async function passingKey(): Promise<NonNullable<JacksonOption["certs"]>> {
  const { privateKey, publicKey } = await promisify(generateKeyPair)("rsa", { modulusLength: 2048 });
  const now = new Date();
  const certificate = selfSignedCertificate({
    privateKey,
    publicKey,
    commonName: "Passing key of the SAML registry",
    notBefore: now,
    notAfter: new Date(now.getTime() + 3650 * 86_400_000),
    serial: 1n,
  });
  const encode = (text: string) => Buffer.from(text, "utf8").toString("base64");
  return {
    publicKey: encode(certificate),
    privateKey: encode(privateKey.export({ type: "pkcs8", format: "pem" }).toString()),
  };
}
