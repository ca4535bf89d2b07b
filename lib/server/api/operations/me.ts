import { describeTokenBearer } from "@/lib/features/tokens/describe-token-bearer";
import { done } from "@/lib/model/outcome";
import { meView } from "@/lib/schemas/token";
import { defineOperation } from "../define-operation";

export const meOperations = [
  defineOperation(
    {
      id: "whoAmI",
      method: "get",
      path: "/me",
      tag: "Token",
      summary: "Who the token acts as, where, and what it may do",
      scope: null,
      response: meView,
    },
    async ({ ctx, token }) => done(describeTokenBearer(ctx, token)),
  ),
];
