import type { NextResponse } from "next/server";
import type { BegunSignIn } from "@/lib/features/sign-in/begin-sign-in";
import { nothingHere, refusedPath, seeOther, sendOut } from "./redirect-to-provider";

/** The answer to a browser that wants to sign in: out to its provider, to a choice that keeps what it `asked`, or why not. */
export function answerBegun(appUrl: string, begun: BegunSignIn, asked = new URLSearchParams()): NextResponse {
  switch (begun.outcome) {
    case "out":
      return sendOut(begun.way);
    case "refused":
      return seeOther(appUrl, refusedPath(begun.code, begun.attemptId));
    case "ambiguous": {
      const query = new URLSearchParams({ reference: begun.reference });
      for (const name of ["next", "login_hint"]) {
        const value = asked.get(name);
        if (value !== null) query.set(name, value);
      }
      return seeOther(appUrl, `/${begun.spaceSlug}/sso?${query}`);
    }
    case "not_found":
      return nothingHere();
  }
}
