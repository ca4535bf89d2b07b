import { done } from "@/lib/protocols/check-log";
import type { LogoutChecks, LogoutStep } from "./logout-checks";
import { type LogoutDelivery, longestRelayState } from "./logout-settings";

const kinds = ["SAMLRequest", "SAMLResponse"] as const;
export type LogoutKind = (typeof kinds)[number];
const names = [...kinds, "RelayState", "SigAlg", "Signature", "SAMLEncoding"] as const;
type Name = (typeof names)[number];

/** A parameter as it was sent, and its value. */
interface Parameter {
  raw: string;
  value: string;
}

export interface DeliveredParameters {
  kind: LogoutKind;
  message: string;
  relayState: string | null;
  /** Those that are there; `raw` is the value before decoding. */
  all: ReadonlyMap<Name, Parameter>;
}

const isName = (name: string): name is Name => names.some((known) => known === name);

/**
 * The parameters of a message, each at most once: of two, one reader would verify the first and another obey the
 * second. Other parameters mean nothing.
 */
export function deliveredParameters(
  delivery: LogoutDelivery,
  log: LogoutChecks,
): LogoutStep<DeliveredParameters> {
  const found = new Map<Name, Parameter>();
  for (const [name, parameter] of delivery.binding === "redirect"
    ? ofQuery(delivery.query)
    : ofForm(delivery)) {
    if (!isName(name)) continue;
    if (found.has(name)) return log.refuse("logout_parameter_repeated", "parameters", name, `${name} once`);
    if (parameter === null)
      return log.refuse("logout_message_unreadable", "parameters", name, "percent-encoded UTF-8");
    found.set(name, parameter);
  }
  const [kind, ...others] = kinds.filter((one) => found.has(one));
  const message = kind && found.get(kind)?.value;
  if (!kind || !message)
    return log.refuse("logout_message_missing", "parameters", null, "SAMLRequest or SAMLResponse");
  if (others.length > 0)
    return log.refuse("logout_parameter_repeated", "parameters", kinds.join(", "), "one");
  const relayState = found.get("RelayState")?.value ?? null;
  if (relayState !== null && relayState.length > longestRelayState) {
    const received = `a RelayState of ${relayState.length} characters`;
    return log.refuse("logout_message_too_large", "parameters", received, `at most ${longestRelayState}`);
  }
  log.pass("parameters", kind);
  return done({ kind, message, relayState, all: found });
}

function* ofForm({ fields }: Extract<LogoutDelivery, { binding: "post" }>): Iterable<[string, Parameter]> {
  for (const [name, value] of fields) yield [name, { raw: value, value }];
}

/** `null`: the value cannot be decoded. */
function* ofQuery(query: string): Iterable<[string, Parameter | null]> {
  for (const pair of query.split("&")) {
    const equals = pair.indexOf("=");
    const raw = equals < 0 ? "" : pair.slice(equals + 1);
    // A name that is written with escapes is the same name: it must not pass for another.
    const name = decoded(equals < 0 ? pair : pair.slice(0, equals));
    const value = decoded(raw);
    yield [name ?? "", value === null ? null : { raw, value }];
  }
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return null;
  }
}
