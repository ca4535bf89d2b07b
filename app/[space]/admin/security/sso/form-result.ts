import type { Outcome, Problem } from "@/lib/model/outcome";

type Part = Pick<Problem, "message" | "received" | "expected">;

/** The sentence of a problem with the received and expected values, if there are any. */
function sentence({ message, received, expected }: Part): string {
  return [message, received && `Received: ${received}.`, expected && `Expected: ${expected}.`]
    .filter(Boolean)
    .join(" ");
}

/**
 * An outcome for a form: every problem with received and expected values, at the form's field for it. `places` maps a
 * use case's field to the form's own; `null` is for what no field shows.
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
      // A value that nobody typed, such as a revision, explains itself in its sentence.
      message: place === null ? problem.message : sentence(problem),
      ...(place === null ? {} : { field: place }),
      ...(more && {
        more: more.map((one) => ({ ...one, field: placeOf(one.field) ?? one.field, message: sentence(one) })),
      }),
    },
  };
}
