// Loaded into a child whose standard input is a pipe of its parent: the pipe closes however the parent ends, also by a
// signal that nobody can catch, and no program is left on its port.
process.stdin
  .on("end", () => process.exit(0))
  .on("error", () => process.exit(0))
  .resume();
