import { pickTeams } from "@/lib/features/spaces/pick-as-operator";
import { answerPicker } from "../answer-picker";

/** The teams of one space that an operator's form offers. */
export function GET(request: Request): Promise<Response> {
  return answerPicker(request, (deps, words, params) =>
    pickTeams(deps, words, (params.get("space") ?? "").slice(0, 64)),
  );
}
