import type { Problem } from "@/lib/model/outcome";

type Parameters = Readonly<Record<string, string>>;

/** Names that the protocols set themselves, or that would break the request or expose a secret in an address. */
const reserved: ReadonlySet<string> = new Set([
  "response_type",
  "response_mode",
  "client_id",
  "redirect_uri",
  "scope",
  "state",
  "nonce",
  "code_challenge",
  "code_challenge_method",
  "login_hint",
  "max_age",
  "id_token_hint",
  "request",
  "request_uri",
  "code",
  "code_verifier",
  "client_secret",
  "client_assertion",
  "client_assertion_type",
]);

const most = 20;
const longestValue = 500;
const nameForm = /^[A-Za-z0-9_.-]{1,60}$/;

/** Adds the problems of further parameters; those that are stored already stay. */
export function addParameterProblems(
  problems: NonNullable<Problem["more"]>,
  given: Parameters,
  previous: Parameters,
): void {
  const refuse = (code: string, message: string, received: string, expected?: string) =>
    problems.push({ field: "extraParameters", code, message, received: received.slice(0, 200), expected });
  const names = Object.keys(given).filter((name) => given[name] !== previous[name]);
  // Some providers read names case-insensitively.
  const taken = names.filter((name) => reserved.has(name.toLowerCase())).join(", ");
  if (taken)
    refuse(
      "parameter_reserved",
      `${taken} cannot be set: Gatehouse sends it with a value of its own, or must not send it.`,
      taken,
      "a parameter that the protocol does not set itself",
    );
  for (const name of names) {
    const value = given[name] ?? "";
    if (!nameForm.test(name))
      refuse(
        "parameter_invalid",
        "Write each parameter as name=value; a name has up to 60 letters, digits and the characters _ . -",
        name,
        "name=value",
      );
    else if (value.length > longestValue)
      refuse(
        "parameter_invalid",
        `The value of ${name} is too long.`,
        `${value.length} characters`,
        `at most ${longestValue}`,
      );
  }
  if (names.length > 0 && Object.keys(given).length > most)
    refuse(
      "parameter_invalid",
      `There can be at most ${most} further parameters.`,
      `${Object.keys(given).length}`,
      `at most ${most}`,
    );
}
