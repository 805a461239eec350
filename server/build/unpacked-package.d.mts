/** Types of unpacked-package.mjs, for tests. */

/** Gives the folder; `name` as npm takes it, `ghost@5.130.6`. */
export function unpackedPackage(name: string): string;
