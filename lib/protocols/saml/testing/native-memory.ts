import { diag } from "libxml2-wasm";
import { withDocument } from "../xml/document";

export interface NativeMemory {
  /** The size of libxml2's WebAssembly memory, which only ever grows. */
  bytes: number;
  /** Where libxml2 allocates a buffer at the moment. It moves up when an earlier one was not freed. */
  address: number;
}

/** Observes libxml2's memory in the only possible way: through the bytes that it hands out to be copied. */
export function nativeMemory(): NativeMemory {
  const seen = { bytes: 0, address: 0 };
  const look = (): void => {
    withDocument(Buffer.from(`<a>${"x".repeat(9000)}</a>`), (document) => {
      document.canonicalize({
        write(chunk: Uint8Array) {
          seen.bytes = chunk.buffer.byteLength;
          seen.address = Math.max(seen.address, chunk.byteOffset);
          return chunk.length;
        },
        close: () => true,
      });
    });
  };
  look();
  return seen;
}

/** Runs a function and counts the native objects that it created and did not dispose of, by class. */
export function leftovers(run: () => void): Record<string, number> {
  diag.configure({ enabled: true });
  try {
    run();
    const report = diag.report() as Record<string, { totalInstances: number }>;
    return Object.fromEntries(
      Object.entries(report).map(([name, { totalInstances }]) => [name, totalInstances]),
    );
  } finally {
    diag.configure({ enabled: false });
  }
}
