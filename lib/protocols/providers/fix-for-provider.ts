/** What the explanations call each provider, the longer name first. */
const namesOf: Record<string, readonly string[]> = {
  okta: ["Okta"],
  entra: ["Microsoft Entra ID", "Entra ID"],
  google: ["Google"],
  auth0: ["Auth0"],
  keycloak: ["Keycloak"],
  adfs: ["AD FS", "ADFS"],
  onelogin: ["OneLogin"],
  pingone: ["PingOne"],
  pingfederate: ["PingFederate"],
  jumpcloud: ["JumpCloud"],
};
const allNames = Object.values(namesOf).flat().join("|");
const anyName = new RegExp(`(?:${allNames})`);
/** “Okta, Entra ID, Google: …”, and “ADFS with a setting: …”: whose sentence it is, and what it says. */
const ownersFirst = new RegExp(`^((?:${allNames})(?:, (?:${allNames}))*)(?: with [A-Za-z]+)?: (.+)$`);
/** Before each item of a list: “…, in Okta …; Entra ID: …”. */
const nextItem = new RegExp(`(?:, |; )(?=(?:in |In )?(?:${allNames})(?![A-Za-z]))`);
const firstItem = new RegExp(`(?:in |In )?(?:${allNames})`);

/**
 * A fix with the words for one provider only: explanations name the settings of several. For a provider without a
 * guide of its own, and if nothing would be left, all of it stays.
 */
export function fixForProvider(fix: string, provider: string): string {
  const own = namesOf[provider];
  if (!own || !anyName.test(fix)) return fix;
  const isOwn = (text: string) => own.some((name) => text.includes(name));
  const kept = fix
    .replace(/ \(([^()]*)\)/g, (whole, inner: string) => withinBrackets(whole, inner, isOwn))
    .split(/(?<=[.!?])\s+(?=[A-Z])/)
    .map((sentence) => ownPart(sentence, isOwn))
    .filter((sentence) => sentence !== "")
    .join(" ");
  return kept === "" ? fix : kept;
}

function withinBrackets(whole: string, inner: string, isOwn: (text: string) => boolean): string {
  if (!anyName.test(inner)) return whole;
  const items = inner.split(nextItem).filter(isOwn);
  return items.length > 0 ? ` (${items.join(", ")})` : "";
}

/** What a sentence says about the provider, or about all of them; empty if it is about others only. */
function ownPart(sentence: string, isOwn: (text: string) => boolean): string {
  const first = firstItem.exec(sentence);
  if (!first) return sentence;
  const owned = ownersFirst.exec(sentence);
  if (owned?.[1] && owned[2]) {
    if (owned[2].split(nextItem).length === 1 && !anyName.test(owned[2]))
      return isOwn(owned[1]) ? capitalised(owned[2]) : "";
  }
  const lead = sentence.slice(0, first.index);
  const items = sentence.slice(first.index).replace(/\.$/, "").split(nextItem);
  const mine = items.filter(isOwn);
  if (mine.length === 0) return /[:,] $/.test(lead) ? `${lead.slice(0, -2)}.` : "";
  return capitalised(`${lead}${mine.join(", ")}.`);
}

const capitalised = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
