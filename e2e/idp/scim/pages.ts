import { escapeHtml, field, page } from "../openid/html";
import { faults } from "./faults";
import { flavours } from "./flavours/table";
import type { RosterGroup, RosterPerson } from "./roster";
import type { ScimClientState } from "./state";
import type { LoggedCall } from "./transport";

const options = (entries: [string, string][], chosen: string) =>
  entries
    .map(
      ([name, label]) =>
        `<option value="${escapeHtml(name)}"${name === chosen ? " selected" : ""}>${escapeHtml(label)}</option>`,
    )
    .join("");

function personItem({ id, userName, givenName, familyName, active }: RosterPerson): string {
  const name = escapeHtml(`${givenName} ${familyName}`);
  const key = escapeHtml(id);
  const inputs = (
    [
      ["userName", "Email address", userName],
      ["givenName", "Given name", givenName],
      ["familyName", "Family name", familyName],
    ] as const
  )
    .map(
      ([input, label, value]) =>
        `<label for="${input}-${key}">${label}</label><input id="${input}-${key}" name="${input}" value="${escapeHtml(value)}" autocomplete="off">`,
    )
    .join("");
  return `<details><summary>${name} <span class="soft">${escapeHtml(userName)}${active ? "" : " – disabled"}</span></summary>
<form method="post" action="/people"><input type="hidden" name="id" value="${key}">${inputs}
<label for="active-${key}">Access</label><select id="active-${key}" name="active">${options(
    [
      ["yes", "Enabled"],
      ["no", "Disabled"],
    ],
    active ? "yes" : "no",
  )}</select><button>Save ${name}</button></form>
<form method="post" action="/people/remove"><input type="hidden" name="id" value="${key}"><button>Unassign ${name}</button></form></details>`;
}

function groupItem({ id, name, members }: RosterGroup, people: readonly RosterPerson[]): string {
  const key = escapeHtml(id);
  return `<details><summary>${escapeHtml(name)} <span class="soft">${members.length} people</span></summary>
<form method="post" action="/groups"><input type="hidden" name="id" value="${key}">
<label for="name-${key}">Name</label><input id="name-${key}" name="name" value="${escapeHtml(name)}" autocomplete="off">
${membersField(`members-${key}`, people, members)}<button>Save ${escapeHtml(name)}</button></form>
<form method="post" action="/groups/remove"><input type="hidden" name="id" value="${key}"><button>Unassign ${escapeHtml(name)}</button></form></details>`;
}

function membersField(id: string, people: readonly RosterPerson[], members: readonly string[]): string {
  const choices = people.map(
    (person) =>
      `<option value="${escapeHtml(person.id)}"${members.includes(person.id) ? " selected" : ""}>${escapeHtml(`${person.givenName} ${person.familyName}`)}</option>`,
  );
  return `<label for="${id}">Members</label><select id="${id}" name="members" multiple size="${Math.min(8, Math.max(3, people.length))}">${choices.join("")}</select>`;
}

function logItem({ at, method, path, status, body, answer }: LoggedCall): string {
  const shown = (value: unknown) => escapeHtml(JSON.stringify(value, null, 2).slice(0, 4_000));
  return `<details><summary><code>${status || "–"} ${escapeHtml(`${method} ${decodeURIComponent(path)}`)}</code>
<span class="soft">${escapeHtml(at.toISOString().slice(11, 19))}</span></summary>
${body ? `<p class="soft">Sent</p><pre><code>${shown(body)}</code></pre>` : ""}
${answer === null ? "" : `<p class="soft">Answered</p><pre><code>${shown(answer)}</code></pre>`}</details>`;
}

/** The simulator's only page. */
export function homePage(state: ScimClientState & { message: string | null }): string {
  const { transport, roster, flavour, message } = state;
  const { target, log } = transport;
  const value = (name: keyof typeof target) => `autocomplete="off" value="${escapeHtml(target[name])}"`;
  const labels = Object.entries(flavours).map(([name, { label }]): [string, string] => [name, label]);
  const wrong = Object.entries(faults).map(([name, { label, about }]): [string, string] => [
    name,
    `${label}: ${about}`,
  ]);
  return page(
    "SCIM simulator",
    `<style>details { border-block-end: 1px solid var(--line); padding: .4rem 0; } summary { cursor: pointer; }
pre { max-height: 20rem; overflow: auto; background: var(--card); padding: .5rem; border: 1px solid var(--line); }</style>
<h1>SCIM simulator</h1>
<p>A company's directory that pushes people and groups, as the chosen provider does. It can do things wrong on demand.</p>
${message ? `<p class="notice" role="status">${escapeHtml(message)}</p>` : ""}
<h2>Where to push</h2>
<form method="post" action="/target">
<label for="flavour">Speaks as</label><select id="flavour" name="flavour">${options(labels, flavour)}</select>
${field("baseUrl", "Base URL", `type="url" required ${value("baseUrl")}`)}
${field("token", "Token", value("token"))}
<p class="soft">Or a client, which buys its tokens at the token endpoint beside the base URL:</p>
${field("clientId", "Client ID", value("clientId"))}
${field("clientSecret", "Client secret", value("clientSecret"))}
<button>Save</button></form>
<form method="post" action="/test"><button>Test connection</button></form>
<h2>Push</h2>
<p class="soft">What has changed since the last push.</p>
<form method="post" action="/push"><label for="fault">Fault</label><select id="fault" name="fault"><option value="">None</option>${options(wrong, "")}</select>
<button>Push now</button></form>
<h2>People</h2>${roster.people.map(personItem).join("")}
<details><summary>Hire somebody</summary><form method="post" action="/people">
${field("userName", "Email address", 'type="email" required autocomplete="off"')}
${field("givenName", "Given name", 'autocomplete="off"')}
${field("familyName", "Family name", 'autocomplete="off"')}<button>Add</button></form></details>
<h2>Groups</h2>${roster.groups.map((group) => groupItem(group, roster.people)).join("")}
<details><summary>New group</summary><form method="post" action="/groups">${field("name", "Name", 'required autocomplete="off"')}
${membersField("members", roster.people, [])}<button>Add</button></form></details>
<h2>Requests</h2>${log.length === 0 ? '<p class="soft">None yet.</p>' : log.map(logItem).join("")}`,
  );
}
