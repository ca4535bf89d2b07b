import type { ScimValue } from "../resource";
import type { Target } from "../target";

/** One change, whose target and value have been read by the schema. */
export interface PatchOperation {
  op: "add" | "replace" | "remove";
  target: Target;
  /** `undefined`: no value. Adding or replacing with none removes. */
  value: ScimValue | undefined;
}
