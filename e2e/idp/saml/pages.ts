import { escapeHtml, field, page } from "../openid/html";
import { type Person, people } from "../people";
import { type Fault, type FaultPlace, faults } from "./faults";
import { type IssuedSession, logoutFaults } from "./logout";

const places: Record<FaultPlace, string> = {
  signature: "Signatures",
  encryption: "Encryption",
  time: "Times",
  address: "Who it is for",
  person: "What is said of the person",
  answer: "The answer itself",
};

function faultSelect(chosen: Fault | null, none = "None"): string {
  const groups = Object.entries(places).map(([place, title]) => {
    const options = Object.entries(faults)
      .filter(([, fault]) => fault.place === place)
      .map(
        ([name, { label }]) =>
          `<option value="${name}"${name === chosen ? " selected" : ""}>${escapeHtml(label)}</option>`,
      );
    return `<optgroup label="${title}">${options.join("")}</optgroup>`;
  });
  return `<label for="fault">Fault</label><select id="fault" name="fault"><option value="">${escapeHtml(none)}</option>${groups.join("")}</select>`;
}

function personItem(person: Person): string {
  const id = escapeHtml(person.id);
  return `<li><button name="person" value="${id}" aria-describedby="about-${id}">${escapeHtml(`${person.givenName} ${person.familyName}`)}</button>
<span class="soft" id="about-${id}">${escapeHtml(`${person.email ?? "no email address"} – ${person.note}`)}</span></li>`;
}

/** The page where the person chooses who to be, and what should go wrong. `hidden` is passed on to the answer. */
export function signInPage(input: {
  serviceProvider: string;
  signature: string;
  hint: string | null;
  fault: Fault | null;
  hidden: Record<string, string>;
}): string {
  const hidden = Object.entries(input.hidden)
    .map(([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`)
    .join("");
  const hint = input.hint ? `<p class="notice">The application suggests ${escapeHtml(input.hint)}.</p>` : "";
  return page(
    "Sign in – SAML simulator",
    `<h1>Sign in</h1>
<p class="soft">This is the SAML simulator. <code>${escapeHtml(input.serviceProvider)}</code> wants to know who you are.
Its request is signed: ${escapeHtml(input.signature)}. No password is asked for.</p>${hint}
<form method="post" action="/answer">${hidden}
<button class="first" name="person" value="typed" tabindex="-1" aria-hidden="true">Sign in</button>
${faultSelect(input.fault)}
<h2>Who are you?</h2><ul class="people">${people.map(personItem).join("")}</ul>
<h2>Someone else</h2>
${field("email", "Email address", `type="text" inputmode="email" autocomplete="off" value="${escapeHtml(input.hint ?? "")}"`)}
${field("givenName", "Given name", 'autocomplete="off"')}
${field("familyName", "Family name", 'autocomplete="off"')}
${field("groups", "Groups, parted by commas", 'autocomplete="off"')}
<p class="end"><button name="person" value="typed">Sign in as this person</button></p></form>`,
  );
}

/** The provider's own small console. */
export function homePage(input: {
  url: string;
  entityId: string;
  certificates: readonly string[];
  standing: Fault | null;
  sessions: readonly IssuedSession[];
  message: string | null;
}): string {
  const url = escapeHtml(input.url);
  return page(
    "SAML simulator",
    `<h1>SAML simulator</h1>
<p>An identity provider for trying single sign-on out. Its people have no passwords, and it can do things wrong on demand.</p>
${input.message ? `<p class="notice" role="status">${escapeHtml(input.message)}</p>` : ""}
<h2>To copy into the application</h2>
<dl><dt>Metadata URL</dt><dd><a href="/metadata"><code>${url}/metadata</code></a></dd>
<dt>Entity ID</dt><dd><code>${escapeHtml(input.entityId)}</code></dd>
<dt>Login URL</dt><dd><code>${url}/sso</code></dd>
<dt>Logout URL</dt><dd><code>${url}/logout</code></dd>
<dt>Single logout URL</dt><dd><code>${url}/slo</code></dd></dl>
${input.certificates.map((pem, i) => `<label for="certificate-${i}">Certificate ${i + 1}</label><textarea id="certificate-${i}" rows="5" readonly>${escapeHtml(pem)}</textarea>`).join("")}
<p class="soft">Nothing has to be pasted here: the simulator answers every application on this machine.</p>
<h2>Start from here</h2>
<p class="soft">As a person does who clicks the application's tile at the provider (IdP-initiated).</p>
<form method="post" action="/start">
${field("entityId", "The application's entity ID", 'type="url" required')}
${field("relayState", "RelayState: the page to open", 'autocomplete="off"')}
<button>Start a sign-in</button></form>
<h2>Sign out here</h2>
<p class="soft">Each application is told by a LogoutRequest through this browser (single logout).</p>
${input.sessions.length === 0 ? "<p>Nobody has signed in yet.</p>" : input.sessions.map(sessionForm).join("")}
<h2>Standing fault</h2><p class="soft">For every sign-in that chooses none of its own.</p>
<form method="post" action="/faults">${faultSelect(input.standing)}<button>Set the fault</button></form>
<h2>For programs</h2>
<ul><li><code>POST /faults</code> with <code>{"fault": "expired"}</code>; <code>{"fault": null}</code> ends it</li>
<li><code>&amp;person=ada-moreno&amp;fault=expired</code> on the login address answers without a page</li>
<li><code>/metadata?shape=html</code>, <code>sp</code>, <code>expired</code>, <code>no-certificate</code>, <code>huge</code>, <code>slow</code>, <code>redirect</code>, <code>second-only</code></li></ul>`,
  );
}

/** One session, with the ways of ending it. */
function sessionForm({ nameId, sessionIndex }: IssuedSession): string {
  const id = escapeHtml(sessionIndex);
  const faultOptions = Object.entries(logoutFaults).map(
    ([name, label]) => `<option value="${name}">${escapeHtml(label)}</option>`,
  );
  return `<form method="post" action="/sign-out"><input type="hidden" name="session" value="${id}">
<p><strong>${escapeHtml(nameId)}</strong> <span class="soft">session ${id}</span></p>
<label for="fault-${id}">Fault</label><select id="fault-${id}" name="fault"><option value="">None</option>${faultOptions.join("")}</select>
<label for="every-${id}">Which sessions</label><select id="every-${id}" name="every"><option value="">This one</option><option value="yes">All of this person</option></select>
<button name="binding" value="redirect">Sign out by redirect</button>
<button name="binding" value="post">Sign out by form</button></form>`;
}

/** The form that carries the answer to the application; it submits itself. */
export function answerPage(acsUrl: string, samlResponse: string, relayState: string | null): string {
  const relay =
    relayState === null ? "" : `<input type="hidden" name="RelayState" value="${escapeHtml(relayState)}">`;
  return page(
    "Signing in",
    `<form method="post" action="${escapeHtml(acsUrl)}"><input type="hidden" name="SAMLResponse" value="${samlResponse}">${relay}
<p>Back to the application …</p><button>Continue</button></form><script>document.forms[0].submit()</script>`,
  );
}
