import { pickSpaces } from "@/lib/features/spaces/pick-as-operator";
import { answerPicker } from "../answer-picker";

/** The spaces that an operator's form offers. */
export function GET(request: Request): Promise<Response> {
  return answerPicker(request, (deps, words, params) =>
    pickSpaces(deps, words, params.get("by") === "slug" ? "slug" : "id"),
  );
}
