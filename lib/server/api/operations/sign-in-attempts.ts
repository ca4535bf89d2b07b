import { readSignInAttempts } from "@/lib/features/audit/read-audit";
import { readSignIn, viewAttemptInFull } from "@/lib/features/sign-in/sign-in-log";
import { done, refused } from "@/lib/model/outcome";
import { attemptApiQuery, attemptInFullView, attemptView } from "@/lib/schemas/audit";
import { listOf } from "@/lib/schemas/list-answer";
import { apiList, partOf } from "../api-list";
import { defineOperation } from "../define-operation";

const noSuchAttempt = () =>
  refused("not_found", "attempt_not_found", "There is no such sign-in in this space's log.");

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
  defineOperation(
    {
      id: "getSignInAttempt",
      method: "get",
      path: "/spaces/{slug}/sign-in-attempts/{id}",
      tag: "Trail",
      summary: "Read a sign-in",
      description:
        "With every check that was made, and of a refusal what is wrong, what to do and who can do it. The id is the reference that the refused person sees.",
      scope: "audit:read",
      response: attemptInFullView,
      problems: ["attempt_not_found"],
    },
    async ({ deps, ctx, params }) => {
      const found = await readSignIn(deps, ctx, params.id);
      return found ? done(viewAttemptInFull(found)) : noSuchAttempt();
    },
  ),
];
