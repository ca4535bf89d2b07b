import type { BegunSignIn } from "@/lib/usecases/begin-sign-in";
import { nothingHere, refusedPath, seeOther, sendOut } from "./way-out";

/** The answer to a browser that wants to sign in: out to its provider, or why not. */
export function answerBegun(appUrl: string, begun: BegunSignIn): Response {
  switch (begun.outcome) {
    case "out":
      return sendOut(begun.way);
    case "refused":
      return seeOther(appUrl, refusedPath(begun.code, begun.attemptId));
    case "not_found":
      return nothingHere();
  }
}
