import { type Person, people } from "../people";
import { type Fault, type FaultPlace, faults } from "./faults";
import { escapeHtml, field, page } from "./html";

const places: Record<FaultPlace, string> = {
  token: "The ID token",
  answer: "The answer in the browser",
  person: "What is said of the person",
  endpoint: "The endpoints",
};

/** The choice of a fault, grouped by its place. */
export function faultSelect(chosen: Fault | null, none = "None"): string {
  const groups = Object.entries(places).map(([place, title]) => {
    const options = Object.entries(faults)
      .filter(([, fault]) => fault.place === place)
      .map(([name, fault]) => {
        const selected = name === chosen ? " selected" : "";
        return `<option value="${name}"${selected}>${escapeHtml(fault.label)}</option>`;
      });
    return `<optgroup label="${title}">${options.join("")}</optgroup>`;
  });
  return `<label for="fault">Fault</label>
<select id="fault" name="fault"><option value="">${escapeHtml(none)}</option>${groups.join("")}</select>`;
}

function personItem(person: Person): string {
  const name = escapeHtml(`${person.givenName} ${person.familyName}`);
  const about = escapeHtml(`${person.email ?? "no email address"} – ${person.note}`);
  const id = escapeHtml(person.id);
  return `<li><button name="person" value="${id}" aria-describedby="about-${id}">${name}</button>
<span class="soft" id="about-${id}">${about}</span></li>`;
}

/** The page where the person chooses who to be, and what should go wrong. */
export function signInPage(input: {
  action: string;
  clientId: string;
  hint: string | null;
  fault: Fault | null;
}): string {
  const hinted = people.filter((person) => person.email !== null && person.email === input.hint);
  const others = people.filter((person) => !hinted.includes(person));
  const hint = input.hint ? `<p class="notice">The application suggests ${escapeHtml(input.hint)}.</p>` : "";
  return page(
    "Sign in – OpenID simulator",
    `<h1>Sign in</h1>
<p class="soft">This is the OpenID simulator. <code>${escapeHtml(input.clientId)}</code> wants to know who you are.
No password is asked for.</p>${hint}
<form method="post" action="${escapeHtml(input.action)}">
<button class="first" name="person" value="typed" tabindex="-1" aria-hidden="true">Sign in</button>
${faultSelect(input.fault)}
<h2>Who are you?</h2>
<ul class="people">${[...hinted, ...others].map(personItem).join("")}</ul>
<h2>Someone else</h2>
${field("email", "Email address", `type="text" inputmode="email" autocomplete="off" value="${escapeHtml(hinted.length === 0 ? (input.hint ?? "") : "")}"`)}
${field("givenName", "Given name", 'autocomplete="off"')}
${field("familyName", "Family name", 'autocomplete="off"')}
${field("groups", "Groups, parted by commas", 'autocomplete="off"')}
<p class="end"><button name="person" value="typed">Sign in as this person</button></p>
</form>
<form method="post" action="${escapeHtml(input.action)}"><button name="person" value="nobody">Cancel and go back</button></form>`,
  );
}
