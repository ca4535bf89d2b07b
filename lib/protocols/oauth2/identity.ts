import { claimPaths } from "@/lib/model/mapping/claim-paths";
import { parseEmailAddress } from "@/lib/model/people/email-address";
import type { VerifiedIdentity } from "@/lib/model/sign-in/identity";
import { foldAscii } from "@/lib/model/text/fold";
import { valuesAt } from "@/lib/model/text/json-path";
import type { OAuth2Settings } from "@/lib/ports/oauth2";
import { done } from "@/lib/protocols/check-log";
import { type Answer, call, isRecord, type Line, parsed, withClient } from "./calls";
import type { Step } from "./step";

/** Asks the tool for the person: identity, then the list of addresses, then the account, each if it is configured. */
export async function identify(
  line: Line,
  settings: OAuth2Settings,
  accessToken: string,
): Promise<Step<VerifiedIdentity>> {
  const { checks } = line;
  const asked = await ask(line, "identity", settings, settings.identityUrl, accessToken);
  if (!asked.ok) return asked;
  const person = asked.value;
  // RFC 7662 §2.2: a token that is not active identifies nobody.
  if (!isRecord(person) || (settings.identityRequest === "introspection" && person.active !== true))
    return checks.refuse(
      "tool_identity_invalid",
      "identity",
      isRecord(person) ? "not active" : "not an object",
      "a person",
    );
  checks.pass("identity");
  const subject = subjectOf(line, settings, person);
  if (!subject.ok) return subject;
  const account = await validateAccount(line, settings, accessToken, person);
  if (!account.ok) return account;
  const email = await addressOf(line, settings, accessToken, person);
  if (!email.ok) return email;
  return done({
    protocol: "oauth2",
    issuer: new URL(settings.identityUrl).origin,
    subject: subject.value,
    subjectFormat: null,
    sessionIndex: null,
    attributes: attributesOf(settings, person, email.value.address),
    emailVerified: email.value.verified,
    authentication: { context: null, instant: null, sessionEndsAt: null },
  });
}

async function ask(
  line: Line,
  check: string,
  settings: OAuth2Settings,
  url: string,
  accessToken: string,
): Promise<Step<unknown>> {
  const byIntrospection = check === "identity" && settings.identityRequest === "introspection";
  const called = byIntrospection
    ? await call(line, check, url, {
        method: "POST",
        ...withClient(settings, new URLSearchParams({ token: accessToken, token_type_hint: "access_token" })),
      })
    : await call(line, check, url, {
        headers: {
          accept: "application/json",
          authorization: `Bearer ${accessToken}`,
          "user-agent": "Gatehouse",
        },
      });
  return called.ok ? readDocument(line, check, called.value) : called;
}

function readDocument({ checks }: Line, check: string, answer: Answer): Step<unknown> {
  const status = `status ${answer.status}`;
  if (answer.status === 401 || answer.status === 403)
    return checks.refuse("tool_identity_rejected", check, status, "status 200");
  if (answer.status !== 200) return checks.refuse("tool_status", check, status, "status 200");
  const document = parsed(answer.text);
  if (document === undefined || typeof document !== "object" || document === null)
    return checks.refuse(
      "tool_identity_invalid",
      check,
      answer.type || "no content type",
      "application/json",
    );
  return done(document);
}

function subjectOf({ checks }: Line, settings: OAuth2Settings, person: unknown): Step<string> {
  const found = valuesAt(person, settings.subjectPath);
  const [first] = found;
  const expected = `one value at ${settings.subjectPath}`;
  if (first === undefined || first === "")
    return checks.refuse("tool_subject_missing", "subject", null, expected);
  // Beyond 2^53 a JSON number is read as its neighbour: two people would become one.
  const plain = typeof first === "string" || (typeof first === "number" && Number.isSafeInteger(first));
  if (found.length > 1 || !plain || String(first).length > 500)
    return checks.refuse("tool_subject_ambiguous", "subject", found, expected);
  checks.pass("subject", String(first));
  return done(String(first));
}

async function validateAccount(
  line: Line,
  settings: OAuth2Settings,
  accessToken: string,
  person: unknown,
): Promise<Step<null>> {
  const { account } = settings;
  if (!account) return done(null);
  let document = person;
  if (account.url) {
    const asked = await ask(line, "account", settings, account.url, accessToken);
    if (!asked.ok) return asked;
    document = asked.value;
  }
  const accounts = valuesAt(document, account.path)
    .filter((value) => typeof value === "string" || Number.isSafeInteger(value))
    .map(String);
  if (!accounts.some((one) => sameAccount(one, account.value)))
    return line.checks.refuse(
      "tool_account_mismatch",
      "account",
      accounts.slice(0, 5).join(", "),
      account.value,
    );
  line.checks.pass("account", account.value, account.value);
  return done(null);
}

/** Salesforce writes the same ID with 15 characters (case-sensitive) or with 18 (three more that encode the case). */
function sameAccount(received: string, expected: string): boolean {
  if (/^00D[A-Za-z0-9]{12}([A-Za-z0-9]{3})?$/.test(expected))
    return received.slice(0, 15) === expected.slice(0, 15);
  return foldAscii(received) === foldAscii(expected);
}

interface Address {
  address: string | null;
  verified: boolean | null;
}

async function addressOf(
  line: Line,
  settings: OAuth2Settings,
  accessToken: string,
  person: unknown,
): Promise<Step<Address>> {
  if (settings.emailsUrl) {
    const asked = await ask(line, "emails", settings, settings.emailsUrl, accessToken);
    return asked.ok ? mainAddress(line, asked.value) : asked;
  }
  const found = valuesAt(person, settings.emailPath).filter((value) => value !== "");
  const expected = `one address at ${settings.emailPath}`;
  if (new Set(found).size > 1 || found.some((value) => typeof value !== "string"))
    return line.checks.refuse("tool_email_ambiguous", "email", found, expected);
  const [address] = found;
  return done({
    address: typeof address === "string" ? address : null,
    verified: address === undefined ? null : verifiedOf(settings, person),
  });
}

/** Any value other than `true` counts as `false`. */
function verifiedOf(settings: OAuth2Settings, person: unknown): boolean | null {
  if (!settings.emailVerifiedPath) return null;
  const said = valuesAt(person, settings.emailVerifiedPath);
  if (said.length === 0) return null;
  return said.every((value) => value === true || value === "true");
}

function mainAddress({ checks }: Line, document: unknown): Step<Address> {
  const list = (Array.isArray(document) ? document : []).filter(isRecord);
  const main = list.filter((entry) => entry.primary === true);
  const chosen = main.length === 0 && list.length === 1 ? list : main;
  if (chosen.length > 1 || (chosen.length === 0 && list.length > 0))
    return checks.refuse("tool_email_ambiguous", "emails", `${list.length} addresses`, "one primary address");
  const [entry] = chosen;
  if (typeof entry?.email !== "string") return done({ address: null, verified: null });
  checks.pass("emails", entry.email);
  return done({ address: entry.email, verified: entry.verified === true });
}

/**
 * The tool's data about the person in plain values, by path and under its own names, with the usual ones over them.
 * Any other email address is left out: the tool's verification applies to the one that was read, and an administrator
 * could otherwise map an unverified one.
 */
function attributesOf(
  settings: OAuth2Settings,
  person: unknown,
  address: string | null,
): Record<string, string[]> {
  const kept = address === null ? null : parseEmailAddress(address)?.address;
  const isForeign = (text: string) => text.includes("@") && parseEmailAddress(text)?.address !== kept;
  const paths = Object.entries(isRecord(person) ? claimPaths(person) : {});
  const attributes: Record<string, string[]> = Object.fromEntries(
    paths
      .map(([path, values]) => [path, values.filter((text) => !isForeign(text)).slice(0, 500)] as const)
      .filter(([, values]) => values.length > 0),
  );
  const nested = isRecord(person) ? Object.values(person).filter(isRecord) : [];
  for (const part of [...nested, person])
    for (const [name, value] of Object.entries(isRecord(part) ? part : {})) {
      const values = (Array.isArray(value) ? value : [value])
        .filter((one) => ["string", "number", "boolean"].includes(typeof one))
        .map(String)
        .filter((text) => !isForeign(text));
      if (values.length > 0) attributes[name] = values.slice(0, 500);
    }
  const text = (path: string | null) =>
    (path ? valuesAt(person, path) : []).filter(
      (value): value is string => typeof value === "string" && value !== "",
    );
  const named: [string, string[]][] = [
    ["email", address === null ? [] : [address]],
    ["firstName", text(settings.firstNamePath).slice(0, 1)],
    ["lastName", text(settings.lastNamePath).slice(0, 1)],
  ];
  for (const [name, values] of named)
    if (values.length > 0) attributes[name] = values;
    else if (name === "email") delete attributes[name];
  return attributes;
}
