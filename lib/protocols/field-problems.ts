import { type Problem, refused } from "@/lib/model/outcome";
import type { OutboundError } from "@/lib/ports/safe-fetch";
import { placeholderIn } from "./placeholder";
import { checkAddress } from "./saml/metadata/login-address";

/** An address that could not be read, as a problem of its field. */
export function outboundProblem(field: string, address: string, error: OutboundError) {
  return refused(
    error.code === "outbound_busy" || error.code === "outbound_timeout" ? "unavailable" : "invalid",
    error.code,
    error.message,
    {
      field,
      received: address.slice(0, 300),
      expected: "an address that returns the document itself over https",
    },
  );
}

/** Adds the problems of an address that a browser will be sent to. */
export function addAddressProblem(
  problems: NonNullable<Problem["more"]>,
  field: string,
  what: string,
  address: string,
): void {
  const verdict = checkAddress(address, false);
  const placeholder = placeholderIn(address);
  if (placeholder) {
    problems.push({
      field,
      code: "address_invalid",
      message: `The ${what} has the placeholder ${placeholder}. Fill it in.`,
      received: address.slice(0, 200),
      expected: "an address with every part filled in",
    });
    return;
  }
  if (verdict === "fine") return;
  problems.push({
    field,
    code: verdict === "insecure" ? "address_insecure" : "address_invalid",
    message:
      verdict === "insecure"
        ? `The ${what} begins with http://, so anyone on the network path could read and change it. Use its https:// address.`
        : `The ${what} is not a complete web address.`,
    received: address.slice(0, 200),
    expected: "an address that begins with https://",
  });
}

/** Several field problems as one refusal; the first represents all. */
export function fieldProblems(problems: NonNullable<Problem["more"]>) {
  const [first] = problems;
  if (!first) return refused("invalid", "invalid", "Something in the form is not valid.");
  const { field, code, message, received, expected } = first;
  return refused("invalid", code, message, { field, received, expected, more: problems });
}
