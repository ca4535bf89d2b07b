import type { z } from "zod";
import type { Outcome } from "@/lib/model/outcome";
import type { Permission } from "@/lib/model/people/roles";
import type { OperatorScope } from "@/lib/model/tokens/operator-token";
import type { Token, TokenScope } from "@/lib/model/tokens/token";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { ProblemCode } from "./openapi/problems";

export type Method = "get" | "post" | "put" | "patch" | "delete";

/** The input of a handler, with every check passed. */
export interface Call<Params, Query, Body> {
  deps: Dependencies;
  ctx: Context;
  token: Token;
  /** The variable parts of the path, decoded. */
  params: Params;
  query: Query;
  body: Body;
  /** The revision in `If-Match`, if the operation compares revisions; else `null`. */
  expectedRevision: number | null;
  request: Request;
}

/** An operation as data. The OpenAPI document, the route, the methods of its address and its checks follow from it. */
interface Description<Path, Query, Body> {
  /** Unique, camelCase. */
  id: string;
  method: Method;
  /** Below `/api/v1`, variables in braces. */
  path: Path;
  tag: string;
  summary: string;
  description?: string;
  /** `null`: any live token. */
  scope: TokenScope | null;
  /** An operator token with this scope may call it too, in any space. */
  operatorScope?: OperatorScope;
  /** The permission that a personal token's user must have; by default the scope's usual permission. */
  permission?: Permission;
  /** Refuses spaces without the SSO option. */
  needsSso?: boolean;
  query?: Query;
  body?: Body;
  /** Every field may be left out, and so may the body. */
  bodyOptional?: boolean;
  /** The largest body; 64 KiB by default. */
  maxBytes?: number;
  /** Can answer as `text/csv` too. */
  csv?: boolean;
  /** Codes beyond those that follow from the rest. */
  problems?: readonly ProblemCode[];
}

/** `If-Match` is a revision for the handler to compare, or the entity tag of what `current` finds. */
interface IfMatch<Params> {
  ifMatch?: "revision" | { current(call: Subject<Params>): Promise<Outcome<{ id: string }>> };
}
type Subject<Params> = Pick<Call<Params, unknown, unknown>, "deps" | "ctx" | "params">;

/** The success response: with 204 the handler's value is not sent. */
type Answer<Response> =
  | { status: 204; response?: undefined }
  | { status?: 200 | 201 | 202; response: Response };

/** An operation in the table of all. The methods are declared as such so that any operation's narrower handler fits. */
export type Operation = Description<string, z.ZodType, z.ZodType> &
  IfMatch<Record<string, string>> &
  Answer<z.ZodType> & {
    handle(call: Call<Record<string, string>, unknown, unknown>): Promise<Outcome<unknown> | Response>;
  };

type NamesIn<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never;
export type ParamsOf<Path extends string> = { [Name in NamesIn<Path>]: string };

/**
 * An operation of the API as one value. The path's variables, the query and the body reach the handler typed by path
 * and schemas, and its result must fit `response`; a `Response` of its own is for forms other than JSON.
 */
export function defineOperation<
  Path extends string,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
  Result extends z.ZodType = z.ZodUnknown,
>(
  description: Description<Path, Query, Body> & IfMatch<ParamsOf<Path>> & Answer<Result>,
  handle: (
    call: Call<ParamsOf<Path>, z.output<Query>, z.output<Body>>,
  ) => Promise<Outcome<z.input<Result>> | Response>,
): Operation {
  return { ...description, handle };
}
