/** A sign that is no character: it stands before and after each text that is looked through. */
export const edge = 0x10000;

/** A text to look for, as the numbers of its characters, perhaps with an {@link edge} before or after them. */
export type Wanted = readonly number[];

/** The characters of a text, to be looked for anywhere. */
export const anywhere = (text: string): number[] =>
  Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));

/**
 * Says of each wanted text whether it is in one of the texts. All are looked for at once, in one pass (Aho and Corasick,
 * 1975): the time grows with what is looked for and what is looked through, and not with the product of the two.
 */
export function foundIn(wanted: readonly Wanted[], texts: Iterable<string>): boolean[] {
  const trie = trieOf(wanted);
  const seen = new Uint8Array(trie.fail.length);
  for (const text of texts) {
    let at = next(trie, 0, edge);
    seen[at] = 1;
    for (let i = 0; i < text.length; i += 1) {
      at = next(trie, at, text.charCodeAt(i));
      seen[at] = 1;
    }
    seen[next(trie, at, edge)] = 1;
  }
  // Whatever ends in a longer text that was seen was seen too; the longest ones come first.
  for (const node of trie.longestFirst) if (seen[node]) seen[trie.fail[node] ?? 0] = 1;
  return trie.ends.map((node) => seen[node] === 1);
}

interface Trie {
  /** By node and character: the node one character further on. */
  edges: ReadonlyMap<number, number>;
  /** For each node the longest shorter beginning that its text ends in. */
  fail: Int32Array;
  longestFirst: readonly number[];
  /** Where each wanted text ends. */
  ends: number[];
  /** The characters with which something wanted begins. */
  starts: Uint8Array;
}

const key = (node: number, character: number) => node * (edge + 1) + character;

function trieOf(wanted: readonly Wanted[]): Trie {
  const edges = new Map<number, number>();
  const starts = new Uint8Array(edge + 1);
  const arrivals: { from: number; character: number }[] = [{ from: 0, character: edge }];
  const ends = wanted.map((text) => {
    let node = 0;
    for (const character of text) {
      const at = key(node, character);
      const known = edges.get(at);
      if (known === undefined) arrivals.push({ from: node, character });
      node = known ?? arrivals.length - 1;
      edges.set(at, node);
    }
    if (text[0] !== undefined) starts[text[0]] = 1;
    return node;
  });
  const fail = new Int32Array(arrivals.length);
  const trie = { edges, fail, ends, starts };
  const byLength = inOrderOfLength(arrivals.map(({ from }) => from));
  for (const node of byLength) {
    const { from, character } = arrivals[node] ?? { from: 0, character: edge };
    fail[node] = from === 0 ? 0 : next(trie, fail[from] ?? 0, character);
  }
  return { ...trie, longestFirst: byLength.toReversed() };
}

/** The nodes but the root, those nearer to it first. */
function inOrderOfLength(parents: readonly number[]): number[] {
  const length = new Int32Array(parents.length);
  // A node is made after the one that it follows.
  for (let node = 1; node < parents.length; node += 1) length[node] = (length[parents[node] ?? 0] ?? 0) + 1;
  return Array.from(parents, (_, node) => node)
    .slice(1)
    .sort((a, b) => (length[a] ?? 0) - (length[b] ?? 0));
}

function next({ edges, fail, starts }: Omit<Trie, "longestFirst">, from: number, character: number): number {
  let node = from;
  for (;;) {
    if (node === 0 && starts[character] === 0) return 0;
    const further = edges.get(key(node, character));
    if (further !== undefined) return further;
    if (node === 0) return 0;
    node = fail[node] ?? 0;
  }
}
