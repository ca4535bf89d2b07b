/**
 * True if a name would be read as a link or an address: mail programs make those clickable, and a name in greetings
 * to strangers must contain neither.
 */
export function looksLikeAddress(text: string): boolean {
  // Without a dot, an @ or a slash among plain letters there is nothing to find: most names, at once.
  if (/^\p{ASCII}*$/u.test(text) && !/[.@/]/.test(text)) return false;
  // Full-width letters and dots are read, and linked, like the plain ones.
  const plain = text.normalize("NFKC").replaceAll("。", ".").toLowerCase();
  if (plain.includes("@") || plain.includes("//") || plain.includes("www.")) return true;
  return plain.split(/\s/u).some(namesHost);
}

/** Two labels around a dot, as in “evil.example”; initials such as “J.R.” or “A.Smith” are names. */
function namesHost(word: string): boolean {
  const labels = word.split(".").map(lettersOf);
  return labels.some(
    (label, index) => index > 0 && label.length >= 2 && (labels[index - 1]?.length ?? 0) >= 2,
  );
}

const isLetter = (character: string) => /^[\p{L}\p{N}-]$/u.test(character);
const lettersOf = (label: string) => [...label].filter(isLetter).join("");

const longestGreeting = 40;

/** The name for the greeting of a message; `null` if there is none, or it would be an advertisement. */
export function greetingName(firstName: string): string | null {
  if (firstName === "" || firstName.length > longestGreeting || looksLikeAddress(firstName)) return null;
  return firstName;
}
