import type { z } from "zod";
import type { Permission } from "@/lib/model/people/roles";
import type { TokenScope } from "@/lib/model/tokens/token";

export type Method = "get" | "post" | "put" | "patch" | "delete";

/** One operation of the API as the documentation tells it; a test holds it against its route. */
export interface Operation {
  /** Unique, camelCase. */
  id: string;
  method: Method;
  /** Beneath `/api/v1`, variables in braces. */
  path: string;
  tag: string;
  summary: string;
  description?: string;
  scope: TokenScope | null;
  permission?: Permission;
  needsSso?: boolean;
  query?: z.ZodType;
  body?: z.ZodType;
  status?: 200 | 201 | 202 | 204;
  /** Left out with 204. */
  response?: z.ZodType;
  /** Takes `If-Match`. */
  ifMatch?: boolean;
  /** Answers `text/csv` too. */
  csv?: boolean;
  /** Codes beyond those that every operation has. */
  problems?: readonly string[];
}
