import { readSignInAttempts } from "@/lib/features/audit/read-audit";
import { done } from "@/lib/model/outcome";
import { attemptApiQuery, attemptView } from "@/lib/schemas/audit";
import { listOf } from "@/lib/schemas/list-answer";
import { apiList, partOf } from "../api-list";
import { defineOperation } from "../define-operation";

export const signInAttemptOperations = [
  defineOperation(
    {
      id: "listSignInAttempts",
      method: "get",
      path: "/spaces/{slug}/sign-in-attempts",
      tag: "Trail",
      summary: "Read the sign-in log",
      scope: "audit:read",
      query: attemptApiQuery,
      response: listOf(attemptView),
    },
    async (call) => done(apiList(call, await readSignInAttempts(call.deps, call.ctx, partOf(call)))),
  ),
];
