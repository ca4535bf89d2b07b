import type { PasswordScore } from "@/lib/model/people/password-strength";

type Estimator = (password: string, own: string[]) => PasswordScore;

let loading: Promise<Estimator> | null = null;

/**
 * How hard a password is to guess, computed alike in the browser and on the server. The word lists are large: they
 * are loaded at the first call, not with the page. `own` are words that anybody who knows the person would try.
 */
export async function passwordScore(password: string, own: readonly string[]): Promise<PasswordScore> {
  loading ??= load();
  const estimate = await loading;
  // Beyond a hundred characters the estimate takes long and changes nothing.
  const measured = password.slice(0, 100);
  const words = wordsOf(own);
  const whole = estimate(measured, words);
  const rest = without(measured, words);
  // The estimator counts a name like any other word; to somebody who knows the person it is no guess at all.
  return rest === measured.toLowerCase() ? whole : lesser(whole, estimate(rest, words));
}

const lesser = (a: PasswordScore, b: PasswordScore): PasswordScore => (a < b ? a : b);

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

/** Whole values and their parts: `ann.adams@acme.example` also counts as ann, adams and acme. Longest first. */
function wordsOf(own: readonly string[]): string[] {
  return own
    .flatMap((value) => [value, ...value.split(/[^\p{L}\p{N}]+/u)])
    .map((word) => word.toLowerCase())
    .filter((word) => word.length > 2)
    .sort((a, b) => b.length - a.length);
}

/** The rest of a password, in lower case, without the person's own words. */
function without(password: string, own: readonly string[]): string {
  return own.reduce((rest, word) => rest.replaceAll(word, ""), password.toLowerCase());
}
