import type { Outcome, Problem } from "@/lib/model/outcome";

type Part = Pick<Problem, "message" | "received" | "expected">;

/** The sentence of a problem with what came and what was wanted, if these are known. */
function sentence({ message, received, expected }: Part): string {
  return [message, received && `Received: ${received}.`, expected && `Expected: ${expected}.`]
    .filter(Boolean)
    .join(" ");
}

/**
 * An outcome as a form shows it: every problem with received and expected, at the field that the form has for it.
 * `places` names the form's own field for a use case's; `null` is for what no field shows.
 */
export function formResult<T>(
  outcome: Outcome<T>,
  places: Readonly<Record<string, string | null>> = {},
): Outcome<T> {
  if (outcome.ok) return outcome;
  const { field, more, ...problem } = outcome.problem;
  const placeOf = (name: string) => (Object.hasOwn(places, name) ? places[name] : name) ?? null;
  const place = field === undefined ? null : placeOf(field);
  return {
    ok: false,
    problem: {
      ...problem,
      // What nobody typed, such as a revision, says in its sentence what happened.
      message: place === null ? problem.message : sentence(problem),
      ...(place === null ? {} : { field: place }),
      ...(more && {
        more: more.map((one) => ({ ...one, field: placeOf(one.field) ?? one.field, message: sentence(one) })),
      }),
    },
  };
}
