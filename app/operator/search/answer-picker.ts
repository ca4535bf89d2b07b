import type { Dependencies } from "@/lib/ports/dependencies";
import type { PickerAnswer } from "@/lib/schemas/picker";
import { operatorHere } from "@/lib/server/auth/require";
import { dependencies } from "@/lib/server/process/dependencies";

const headers = { "Cache-Control": "no-store" };
const mostLetters = 100;

/** Answers a picker of the operators' console; everybody else finds nothing there. */
export async function answerPicker(
  request: Request,
  find: (deps: Dependencies, words: string, params: URLSearchParams) => Promise<PickerAnswer>,
): Promise<Response> {
  if (!(await operatorHere()))
    return Response.json({ message: "There is nothing at this address." }, { status: 404, headers });
  const { searchParams } = new URL(request.url);
  const words = (searchParams.get("q") ?? "").trim().slice(0, mostLetters);
  return Response.json(await find(await dependencies(), words, searchParams), { headers });
}
