import { refused } from "@/lib/model/outcome";
import type { OutboundError } from "@/lib/ports/safe-fetch";

/** An address that could not be read, as a problem of the field that it was typed in. */
export function outboundProblem(field: string, address: string, error: OutboundError) {
  return refused(
    error.code === "outbound_busy" || error.code === "outbound_timeout" ? "unavailable" : "invalid",
    error.code,
    error.message,
    {
      field,
      received: address.slice(0, 300),
      expected: "an address that answers over https with the document itself",
    },
  );
}
