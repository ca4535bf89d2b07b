import { awayCode } from "@/lib/db/driver/database-away";
import type { Dependencies } from "@/lib/ports/dependencies";

/**
 * Writes a failed request to the log and returns the reference that is shown instead of the error. If it only met a
 * database that is away, that is said once elsewhere, and here without the error's places.
 */
export function failureLog({ log, secrets }: Pick<Dependencies, "log" | "secrets">) {
  return (error: unknown, about: object): string => {
    const reference = secrets.id("err");
    const code = awayCode(error);
    if (code === null) log.error("a request failed", { error, reference, ...about });
    else log.warn("a request met no database", { code, reference, ...about });
    return reference;
  };
}
