import { CopyButton } from "./copy-button";

export interface CodeBlockProps {
  /** Its name: "Service provider metadata". */
  label: string;
  code: string;
  /** Wraps long lines instead of scrolling sideways. */
  wrap?: boolean;
}

/** Several lines to read or copy: a command, a certificate, a JSON example. */
export function CodeBlock({ label, code, wrap = false }: CodeBlockProps) {
  return (
    <figure className="overflow-hidden rounded-lg border border-line bg-surface">
      <figcaption className="flex items-center justify-between gap-3 border-b border-line bg-sunken py-1 pr-1 pl-4 text-sm text-muted">
        <span className="min-w-0 truncate">{label}</span>
        <CopyButton text={code} label={`Copy ${label}`} variant="quiet" size="small" />
      </figcaption>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
        tabIndex={0}
        className={`max-h-96 overflow-auto p-4 font-mono text-sm -outline-offset-2 ${wrap ? "break-all whitespace-pre-wrap" : ""}`}
      >
        <code>{code}</code>
      </pre>
    </figure>
  );
}
