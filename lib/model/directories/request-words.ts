/** A request of a directory, as far as it can be told in a few words. */
export interface TellableRequest {
  method: string;
  /** Below the directory's address, with the query. */
  path: string;
  /** What changed, in plain words. */
  changed: readonly string[];
  /** It was refused, and changed nothing. */
  failed: boolean;
}

type Words = { look: string; list: string; one: string; sent: string; it: string };

const words: Record<"people" | "groups", Words> = {
  people: {
    look: "Looked up a person",
    list: "Read the list of people",
    one: "Read one person",
    sent: "Sent a person as they already are",
    it: "a person",
  },
  groups: {
    look: "Looked up a group",
    list: "Read the list of groups",
    one: "Read one group",
    sent: "Sent a group as it already is",
    it: "a group",
  },
};

const attempts: Readonly<Record<string, string>> = { POST: "create", DELETE: "delete" };

/** What a request did, in a sentence: the first thing that it changed, or what it asked. */
export function tellRequest({ method, path, changed, failed }: TellableRequest): string {
  const [first] = changed;
  if (first !== undefined) return sentence(first);
  const [address = "", query = ""] = path.split("?", 2);
  const [collection = "", id] = address.split("/").filter(Boolean);
  const name = collection.toLowerCase();
  if (name === "bulk") return "Sent many changes at once";
  if (name !== "users" && name !== "groups") return "Asked what Gatehouse supports";
  const said = words[name === "users" ? "people" : "groups"];
  if (method !== "GET" && id !== ".search")
    return failed ? `Tried to ${attempts[method] ?? "change"} ${said.it}` : said.sent;
  if (id !== undefined && id !== ".search") return said.one;
  return id === ".search" || new URLSearchParams(query).has("filter") ? said.look : said.list;
}

/** With a capital, unless it begins with an address. */
function sentence(text: string): string {
  const [word = ""] = text.split(" ", 1);
  return word.includes("@") ? text : text.charAt(0).toUpperCase() + text.slice(1);
}
