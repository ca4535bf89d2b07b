// The lines of drawn screens, as the guides write them.

export const paste = <Value extends string>(label: string, value: Value) =>
  ({ kind: "paste", label, value }) as const;
export const enter = (label: string, text: string) => ({ kind: "enter", label, text }) as const;
export const tick = (label: string) => ({ kind: "tick", label, on: true }) as const;
export const untick = (label: string) => ({ kind: "tick", label, on: false }) as const;
export const pick = (label: string) => ({ kind: "pick", label }) as const;
export const takeHere = (label: string) => ({ kind: "take", label }) as const;
export const press = (label: string) => ({ kind: "press", label }) as const;
export const rows = (label: string, columns: readonly string[], lines: readonly (readonly string[])[]) =>
  ({ kind: "rows", label, columns, rows: lines }) as const;
