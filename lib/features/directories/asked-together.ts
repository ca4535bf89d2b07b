/**
 * Asks about many keys at once: those that are asked for in one turn of the event loop go into one question. Each key
 * is asked about once, and what there is nothing about is absent from the answer.
 */
export function askedTogether<Answer>(
  ask: (keys: string[]) => Promise<ReadonlyMap<string, Answer>>,
): (key: string) => Promise<Answer | undefined> {
  const answers = new Map<string, Promise<Answer | undefined>>();
  let next: { keys: string[]; answer: Promise<ReadonlyMap<string, Answer>> } | null = null;

  function question() {
    const keys: string[] = [];
    const turn = new Promise<void>((resolve) => setImmediate(resolve));
    const answer = turn.then(() => {
      next = null;
      return ask(keys);
    });
    return { keys, answer };
  }

  return (key) => {
    const known = answers.get(key);
    if (known) return known;
    next ??= question();
    next.keys.push(key);
    const answer = next.answer.then((found) => found.get(key));
    answers.set(key, answer);
    return answer;
  };
}
