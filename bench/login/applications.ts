import { createHash } from "node:crypto";
import {
  applicationRedirects,
  applicationSecrets,
  applicationSpaces,
  applications,
} from "@/drizzle/schema/applications";
import type { Database } from "@/lib/db/driver/database";
import { insertRows } from "@/lib/db/testing/insert-rows";
import { named, type Size } from "./names";
import { createdAt } from "./settings";

/** Applications that are open to chosen spaces, which are all of them: the longest lists that there can be. */
export async function fillApplications(db: Database, size: Size): Promise<void> {
  const numbers = Array.from({ length: size.applications }, (_, number) => number);
  await insertRows(
    db,
    applications,
    numbers.map((number) => ({
      id: named.application(number),
      name: `Application ${number}`,
      authMethod: "client_secret_basic",
      jwks: null,
      pkceRequired: true,
      idTokenAlgorithm: "RS256",
      openTo: "chosen",
      roles: [],
      createdAt,
    })),
  );
  await insertRows(
    db,
    applicationRedirects,
    numbers.map((number) => ({
      applicationId: named.application(number),
      kind: "sign_in",
      uri: named.callback(number),
      position: 0,
    })),
  );
  await insertRows(
    db,
    applicationSecrets,
    numbers.map((number) => ({
      id: `appsec_bench${number}`,
      applicationId: named.application(number),
      prefix: "ghs_bench",
      hash: createHash("sha256").update(named.applicationSecret(number)).digest("base64url"),
      createdAt,
    })),
  );
  for (const number of numbers)
    await insertRows(
      db,
      applicationSpaces,
      Array.from({ length: size.spaces }, (_, space) => ({
        applicationId: named.application(number),
        spaceId: named.spaceId(space),
        roles: [],
      })),
    );
}
