/** A line with "or" between two alternatives. */
export function OrDivider({ children = "or" }: { children?: string }) {
  return (
    <p className="flex items-center gap-3 text-sm text-muted before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
      {children}
    </p>
  );
}
