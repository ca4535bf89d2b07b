const exitCodes = { SIGINT: 130, SIGTERM: 143 } as const;

/** A terminal or systemd signals the whole group, and npm passes the signal on: within this time it counts as one. */
const sameSignalMs = 500;

/**
 * Runs `finish` once when the process is asked to stop, and ends it then; a second signal ends it at once. Existing
 * listeners are removed: Next's end the process without waiting for anybody else.
 */
export function stopGracefully(finish: (signal: keyof typeof exitCodes) => Promise<void>): void {
  let notifiedAt: number | null = null;
  const stop = (signal: keyof typeof exitCodes) => {
    const now = performance.now();
    if (notifiedAt === null) {
      notifiedAt = now;
      finish(signal).finally(() => process.exit(exitCodes[signal]));
    } else if (now - notifiedAt > sameSignalMs) process.exit(exitCodes[signal]);
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.removeAllListeners(signal);
    process.on(signal, stop);
  }
}
