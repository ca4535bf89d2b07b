import { type PGlite, parse, protocol, type QueryOptions, type Results } from "@electric-sql/pglite";

const { serialize } = protocol;
const mostPrepared = 300;
/** Longer ones carry lists of values and hardly repeat. */
const longestPrepared = 10_000;

type Message = Awaited<ReturnType<PGlite["execProtocolStream"]>>[number];
type Serializers = Record<number | string, (value: never) => string | Uint8Array>;

/** The parts of the embedded database that it needs. */
interface Wire {
  /** Sends messages of the protocol; throws the database's errors. */
  send(messages: Uint8Array): Promise<Message[]>;
  parsers: Record<number | string, (value: string, type?: number) => unknown>;
  serializers: Serializers;
}

interface Prepared {
  name: string;
  parameterTypes: number[];
  /** The columns of the rows; empty if the statement returns none. */
  rowDescription: Message[];
}

/**
 * PGlite sends each statement in six steps and has the database parse and plan it every time. Here a statement is
 * prepared on first use, and later runs are one message: its values. Not to be used by two at once.
 */
export class PreparedStatements {
  readonly #prepared = new Map<string, Prepared>();
  #count = 0;

  constructor(private readonly wire: Wire) {}

  /** Whether a statement can be prepared. */
  takes(text: string, options: QueryOptions | undefined): boolean {
    return text.length <= longestPrepared && !options?.blob && !options?.paramTypes && !options?.serializers;
  }

  async run<T>(text: string, values: readonly unknown[], options?: QueryOptions): Promise<Results<T>> {
    const statement = await this.#prepare(text);
    const { name, parameterTypes, rowDescription } = statement;
    const bound = values.map((value, index) => this.#written(value, parameterTypes[index]));
    const answer = await this.wire.send(
      joined(serialize.bind({ statement: name, values: bound }), serialize.execute({}), serialize.sync()),
    );
    // PGlite would copy its hundreds of parsers to put a caller's few over them.
    const parsers: Wire["parsers"] = Object.assign(Object.create(this.wire.parsers), options?.parsers);
    const { parsers: _own, ...others } = options ?? {};
    const [result] = parse.parseResults([...rowDescription, ...answer], parsers, others);
    if (!result) throw new Error("the database answered nothing");
    return result as Results<T>;
  }

  async #prepare(text: string): Promise<Prepared> {
    const known = this.#prepared.get(text);
    if (known) {
      // A map keeps the order of insertion: the last used is the last entry.
      this.#prepared.delete(text);
      this.#prepared.set(text, known);
      return known;
    }
    const [oldest] = this.#prepared;
    if (oldest && this.#prepared.size >= mostPrepared) {
      this.#prepared.delete(oldest[0]);
      await this.wire.send(joined(serialize.close({ type: "S", name: oldest[1].name }), serialize.sync()));
    }
    this.#count += 1;
    const name = `s${this.#count}`;
    const described = await this.wire.send(
      joined(serialize.parse({ name, text }), serialize.describe({ type: "S", name }), serialize.sync()),
    );
    const statement: Prepared = {
      name,
      parameterTypes: parse.parseDescribeStatementResults(described),
      rowDescription: described.filter((message) => message.name === "rowDescription"),
    };
    this.#prepared.set(text, statement);
    return statement;
  }

  #written(value: unknown, type: number | undefined): string | Uint8Array | null {
    if (value === null || value === undefined) return null;
    const serializer = type === undefined ? undefined : this.wire.serializers[type];
    return serializer ? (serializer(value as never) as string | Uint8Array) : String(value);
  }
}

function joined(...messages: Uint8Array[]): Uint8Array {
  return Buffer.concat(messages);
}
