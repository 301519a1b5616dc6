/**
 * The process's environment, handed in by the caller: PATH, HOME, XDG_*, the registries' settings of npm, pip and Go,
 * and whatever the child processes should inherit.
 */
export type Environment = Readonly<Record<string, string | undefined>>;
