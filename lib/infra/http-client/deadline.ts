/** A time limit that must be ended, so that no timer outlives its use. */
export interface Deadline {
  signal: AbortSignal;
  end(): void;
}

/**
 * Starts a limit of `ms`, which also ends with `parent`. The signal's reason is a `TimeoutError`. A timer of our own,
 * because Node 20 may collect `AbortSignal.timeout` before it fires if only `AbortSignal.any` still refers to it.
 */
export function startDeadline(ms: number, parent?: AbortSignal): Deadline {
  const controller = new AbortController();
  const stop = () => controller.abort(new DOMException("The time is up", "TimeoutError"));
  const timer = setTimeout(stop, ms);
  if (parent?.aborted) stop();
  parent?.addEventListener("abort", stop, { once: true });
  return {
    signal: controller.signal,
    end: () => {
      clearTimeout(timer);
      parent?.removeEventListener("abort", stop);
    },
  };
}

/** The promise's own result, or the signal's reason if that comes first. The promise itself is not stopped. */
export function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    // Listened to in any case, so that a late failure is never an unhandled one.
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
}
