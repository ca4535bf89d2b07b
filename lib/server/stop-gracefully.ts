const exitCodes = { SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Runs `finish` once when the process is told to stop, and ends it then; a second signal ends it at once. Listeners that
 * are there already are removed: Next's end the process without waiting for anybody else.
 */
export function stopGracefully(finish: (signal: string) => Promise<void>): void {
  let stopping = false;
  for (const [signal, code] of Object.entries(exitCodes)) {
    process.removeAllListeners(signal);
    process.on(signal, () => {
      if (stopping) process.exit(code);
      stopping = true;
      finish(signal).finally(() => process.exit(code));
    });
  }
}
