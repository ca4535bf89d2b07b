import type { Refusal } from "@/lib/core/judgement";
import type { MetadataRefusal } from "@/lib/core/refusals/metadata";

/** A refusal of a metadata document. */
export function refusal(code: MetadataRefusal, received: string, expected: string): Refusal<MetadataRefusal> {
  return { code, check: "metadata", received, expected };
}
