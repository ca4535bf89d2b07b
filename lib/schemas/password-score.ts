import type { PasswordScore } from "@/lib/core/password-strength";

type Estimator = (password: string, own: string[]) => PasswordScore;

let loading: Promise<Estimator> | null = null;

/**
 * How hard a password is to guess, measured alike in the browser and on the server. The word lists are big: they are
 * loaded at the first call, not with the page. `own` are words that anybody who knows the person would try.
 */
export async function passwordScore(password: string, own: readonly string[]): Promise<PasswordScore> {
  loading ??= load();
  const estimate = await loading;
  // Beyond a hundred characters the estimate takes long and changes nothing.
  return estimate(password.slice(0, 100), wordsOf(own));
}

async function load(): Promise<Estimator> {
  const [{ ZxcvbnFactory }, common, english] = await Promise.all([
    import("@zxcvbn-ts/core"),
    import("@zxcvbn-ts/language-common"),
    import("@zxcvbn-ts/language-en"),
  ]);
  const zxcvbn = new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...english.dictionary },
    graphs: common.adjacencyGraphs,
    translations: english.translations,
  });
  return (password, own) => zxcvbn.check(password, own).score;
}

/** Whole values and their parts: `ann.adams@acme.example` also counts as ann, adams and acme. */
function wordsOf(own: readonly string[]): string[] {
  return own.flatMap((value) => [value, ...value.split(/[^\p{L}\p{N}]+/u)]).filter((word) => word.length > 2);
}
