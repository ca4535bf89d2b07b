import { createHash, randomBytes } from "node:crypto";
import { type Person, personById } from "../people";
import type { Quirk } from "./quirks";

export interface ToolClient {
  clientId: string;
  clientSecret: string;
  redirectUris: string[];
}

/** Ready to copy. */
export const demoClient = { clientId: "gatehouse-demo", clientSecret: "demo-secret-for-the-tool" };
/** The account of the tool that people belong to. */
export const accountId = "4711";

/** A person's consent. */
export interface Grant {
  clientId: string;
  person: Person;
  quirk: Quirk | null;
  scopes: string[];
}

interface Code extends Grant {
  redirectUri: string;
  challenge: string | null;
  used: boolean;
  expiresAt: number;
}

interface AccessToken extends Grant {
  expiresAt: number;
}

const random = (prefix: string) => `${prefix}_${randomBytes(24).toString("base64url")}`;

/** The state of one running tool. */
export class ToolState {
  readonly clients = new Map<string, ToolClient>();
  readonly access = new Map<string, AccessToken>();
  readonly refresh = new Map<string, Grant>();
  private readonly codes = new Map<string, Code>();
  private readonly typed = new Map<string, Person>();
  standing: Quirk | null = null;

  constructor(readonly url: string) {
    this.clients.set(demoClient.clientId, { ...demoClient, redirectUris: [] });
  }

  person(id: string): Person | undefined {
    return personById(id) ?? this.typed.get(id);
  }

  remember(person: Person): Person {
    this.typed.set(person.id, person);
    return person;
  }

  makeCode(grant: Grant, redirectUri: string, challenge: string | null): string {
    const code = random("code");
    const expiresAt = Date.now() + (grant.quirk === "code_expired" ? -1 : 60_000);
    this.codes.set(code, {
      ...grant,
      redirectUri,
      challenge,
      used: grant.quirk === "code_used",
      expiresAt,
    });
    return code;
  }

  /** A code works once, for its client, its redirect URI and the holder of the verifier. */
  tradeCode(code: string, clientId: string, redirectUri: string, verifier: string): Grant | null {
    const found = this.codes.get(code);
    if (!found || found.used || found.expiresAt < Date.now()) return null;
    found.used = true;
    const proof = createHash("sha256").update(verifier).digest("base64url");
    const fits = found.clientId === clientId && found.redirectUri === redirectUri;
    return fits && (found.challenge === null || found.challenge === proof) ? found : null;
  }

  issue(grant: Grant): { accessToken: string; refreshToken: string; lifetime: number } {
    const lifetime = grant.quirk === "short_lived" || grant.quirk === "refresh_rotation" ? 1 : 1800;
    const accessToken = random("at");
    const refreshToken = random("rt");
    this.access.set(accessToken, { ...grant, expiresAt: Date.now() + lifetime * 1000 });
    this.refresh.set(refreshToken, grant);
    return { accessToken, refreshToken, lifetime };
  }

  /** Ends every grant of a person, as they would in the tool's own settings. */
  endGrantsOf(personId: string): void {
    for (const tokens of [this.access, this.refresh])
      for (const [token, { person }] of tokens) if (person.id === personId) tokens.delete(token);
  }

  revoke(token: string): void {
    this.access.delete(token);
    this.refresh.delete(token);
  }
}
