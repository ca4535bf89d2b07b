import { foldAscii } from "@/lib/model/text/fold";
import { scimLimits } from "../limits";
import type { ResourceType } from "../schema/attribute";
import { type AttributePath, findAttribute } from "../schema/find-attribute";
import { quoted, wrong } from "../scim-fault";
import { type Comparison, comparisons, type Filter } from "./filter";
import { readLiteral } from "./read-literal";
import { scanFilter, type Token } from "./scan-filter";

/**
 * Reads a filter of the whole grammar of RFC 7644 §3.4.2.2, `emails[type eq "work"].value eq "a@b"` besides, which
 * providers send. Linear: each piece is looked at once, and length and depth were bounded before. Throws
 * `invalidFilter` for anything else, attributes that the schema lacks included.
 */
export function parseFilter(type: ResourceType, source: string): Filter {
  const reader = new FilterReader(type, scanFilter(source));
  const filter = reader.readOr(null);
  reader.expect("end");
  return filter;
}

/** A path with a value filter, as PATCH has it: `emails[type eq "work"].value`. */
export interface ValuePath {
  name: string;
  filter: Filter;
  /** The part after the bracket. */
  sub: string | null;
}

/** Reads `name[filter]` or `name[filter].sub`; `path` is the attribute of that name. */
export function parseValuePath(type: ResourceType, source: string): ValuePath & { path: AttributePath } {
  const reader = new FilterReader(type, scanFilter(source));
  const name = reader.word();
  const path = reader.pathNamed(name);
  reader.expect("[");
  const filter = reader.readOr(path);
  reader.expect("]");
  const sub = reader.subAfterBracket();
  reader.expect("end");
  return { name, path, filter, sub };
}

class FilterReader {
  private at = 0;
  private terms = 0;

  constructor(
    private readonly type: ResourceType,
    private readonly tokens: readonly Token[],
  ) {}

  /** `within`: the attribute whose brackets we are in. */
  readOr(within: AttributePath | null): Filter {
    return this.readSeries("or", () => this.readSeries("and", () => this.readTerm(within)));
  }

  private readSeries(word: "and" | "or", next: () => Filter): Filter {
    const filters = [next()];
    while (this.takeWord(word)) filters.push(next());
    const [only] = filters;
    return only && filters.length === 1 ? only : { kind: word, filters };
  }

  private readTerm(within: AttributePath | null): Filter {
    if (this.peek().kind === "word" && this.takeNot()) {
      return { kind: "not", filter: this.readGroup(within) };
    }
    if (this.peek().kind === "(") return this.readGroup(within);
    this.terms += 1;
    if (this.terms > scimLimits.filterTerms)
      throw wrong("invalidFilter", `The filter has more than ${scimLimits.filterTerms} conditions.`);
    const path = within ? this.partOf(within, this.word()) : this.pathNamed(this.word());
    if (this.peek().kind === "[" && !within) return this.readValues(path);
    return this.readComparison(path);
  }

  private readGroup(within: AttributePath | null): Filter {
    this.expect("(");
    const filter = this.readOr(within);
    this.expect(")");
    return filter;
  }

  private readValues(path: AttributePath): Filter {
    if (!path.attribute.multiValued || path.sub)
      throw wrong("invalidFilter", `${quoted(path.attribute.name)} has one value, and needs no brackets.`);
    this.expect("[");
    const filter = this.readOr(path);
    this.expect("]");
    const sub = this.subAfterBracket();
    if (sub === null) return { kind: "values", path, filter };
    const further = this.readComparison(this.partOf(path, sub));
    return { kind: "values", path, filter: { kind: "and", filters: [filter, further] } };
  }

  private readComparison(path: AttributePath): Filter {
    const word = foldAscii(this.word());
    if (word === "pr") return { kind: "present", path };
    const operator = comparisons.find((known): known is Comparison => known === word);
    if (!operator) throw wrong("invalidFilter", `${quoted(word)} is not a comparison.`);
    const compared = comparable(path);
    return { kind: "compare", path: compared, operator, value: readLiteral(compared, operator, this.next()) };
  }

  /** The attribute with this name; refused if there is none, or none that may be asked for. */
  pathNamed(name: string): AttributePath {
    const found = findAttribute(this.type, name);
    if (found.kind !== "attribute")
      throw wrong("invalidFilter", `There is no attribute ${quoted(name)} of a ${this.type.name}.`);
    return found.path;
  }

  private partOf({ attribute }: AttributePath, name: string): AttributePath {
    const folded = foldAscii(name);
    const sub = attribute.subAttributes?.find((part) => foldAscii(part.name) === folded);
    if (!sub) throw wrong("invalidFilter", `${quoted(attribute.name)} has no part ${quoted(name)}.`);
    return { attribute, sub };
  }

  /** `.value` right after a bracket. */
  subAfterBracket(): string | null {
    const token = this.peek();
    if (token.kind !== "word" || !token.value.startsWith(".")) return null;
    this.at += 1;
    return token.value.slice(1);
  }

  expect(kind: Token["kind"]): void {
    const token = this.next();
    if (token.kind !== kind)
      throw wrong("invalidFilter", `The filter has ${shown(token)} where ${nameOf(kind)} is expected.`);
  }

  word(): string {
    const token = this.next();
    if (token.kind === "word") return token.value;
    throw wrong("invalidFilter", `The filter has ${shown(token)} where a name is expected.`);
  }

  private takeWord(word: string): boolean {
    const token = this.peek();
    if (token.kind !== "word" || foldAscii(token.value) !== word) return false;
    this.at += 1;
    return true;
  }

  /** `not` only before a bracket: elsewhere it is a name like any other. */
  private takeNot(): boolean {
    return this.tokens[this.at + 1]?.kind === "(" && this.takeWord("not");
  }

  private peek(): Token {
    return this.tokens[this.at] ?? { kind: "end" };
  }

  private next(): Token {
    const token = this.peek();
    this.at += 1;
    return token;
  }
}

/** A comparison without a part means the part `value`. */
function comparable(path: AttributePath): AttributePath {
  const { attribute, sub } = path;
  if (sub || attribute.type !== "complex") return path;
  const value = attribute.subAttributes?.find((part) => part.name === "value");
  if (!value) throw wrong("invalidFilter", `Name a part of ${quoted(attribute.name)} to compare.`);
  return { attribute, sub: value };
}

function shown(token: Token): string {
  if (token.kind === "word" || token.kind === "text") return quoted(token.value);
  return nameOf(token.kind);
}

function nameOf(kind: Token["kind"]): string {
  return kind === "end" ? "its end" : quoted(kind);
}
