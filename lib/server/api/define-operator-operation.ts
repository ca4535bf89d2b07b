import type { z } from "zod";
import type { Actor } from "@/lib/model/audit/audit";
import type { Outcome } from "@/lib/model/outcome";
import type { OperatorScope, OperatorToken } from "@/lib/model/tokens/operator-token";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { Method, ParamsOf } from "./define-operation";
import type { ProblemCode } from "./openapi/problems";

/** The input of a handler, with every check passed. */
export interface OperatorCall<Params, Query, Body> {
  deps: Dependencies;
  /** The token's name in the audit log. */
  actor: Actor;
  token: OperatorToken;
  params: Params;
  query: Query;
  body: Body;
  expectedRevision: number | null;
  request: Request;
}

interface Description<Path, Query, Body> {
  id: string;
  method: Method;
  path: Path;
  tag: string;
  summary: string;
  description?: string;
  scope: OperatorScope;
  query?: Query;
  body?: Body;
  /** Every field may be left out, and so may the body. */
  bodyOptional?: boolean;
  maxBytes?: number;
  /** The handler compares the revision in `If-Match`. */
  ifMatch?: "revision";
  problems?: readonly ProblemCode[];
  /** When it answers with 200 instead of 201: what it was asked for is there already. */
  again?: string;
}

type Answer<Response> =
  | { status: 204; response?: undefined }
  | { status?: 200 | 201 | 202; response: Response };

/** An operation of the vendor's backend in the table of all. */
export type OperatorOperation = Description<string, z.ZodType, z.ZodType> &
  Answer<z.ZodType> & {
    operator: true;
    handle(
      call: OperatorCall<Record<string, string>, unknown, unknown>,
    ): Promise<Outcome<unknown> | Response>;
  };

/** As `defineOperation`, for operations that need an operator token: they belong to no space. */
export function defineOperatorOperation<
  Path extends string,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
  Result extends z.ZodType = z.ZodUnknown,
>(
  description: Description<Path, Query, Body> & Answer<Result>,
  handle: (
    call: OperatorCall<ParamsOf<Path>, z.output<Query>, z.output<Body>>,
  ) => Promise<Outcome<z.input<Result>> | Response>,
): OperatorOperation {
  return { ...description, operator: true, handle };
}
