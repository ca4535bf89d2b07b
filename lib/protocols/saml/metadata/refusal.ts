import type { MetadataRefusal } from "@/lib/model/refusals/metadata";
import type { Refusal } from "@/lib/model/refusals/validation-result";

/** A refusal of a metadata document. */
export function refusal(code: MetadataRefusal, received: string, expected: string): Refusal<MetadataRefusal> {
  return { code, check: "metadata", received, expected };
}
