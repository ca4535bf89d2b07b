export interface Toast {
  id: number;
  message: string;
}

const least = 5_000;
const perLetter = 60;

let toasts: readonly Toast[] = [];
let toasters = 0;
let last = 0;
const listeners = new Set<() => void>();

function set(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

/** Confirmations. They outlive the page that caused them, so that one can be read after a redirect. */
export const toastStore = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  read: () => toasts,
  /** Whether anything on the page shows toasts; otherwise a form shows its message itself. */
  isShown: () => toasters > 0,
  show(message: string): void {
    last += 1;
    // The same message twice is shown once, for its full time.
    set([...toasts.filter((toast) => toast.message !== message), { id: last, message }].slice(-3));
  },
  dismiss(id: number): void {
    set(toasts.filter((toast) => toast.id !== id));
  },
  /** Counts a place that shows toasts; the answer takes it away again. */
  mount(): () => void {
    toasters += 1;
    for (const listener of listeners) listener();
    return () => {
      toasters -= 1;
      for (const listener of listeners) listener();
    };
  },
};

/** How long a message stays, in ms: long enough to read it. */
export const toastLife = (message: string): number => Math.max(least, message.length * perLetter);
