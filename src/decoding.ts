/** Reads members of the server's answers. `where` is the member's name, for the error. */

/** The server's answer is not what the contract promises. */
export class WireError extends Error {
  constructor(where: string, wanted: string) {
    super(`The server's answer is not understood: ${where} is not ${wanted}`);
    this.name = 'WireError';
  }
}

/** An object. */
export function object(value: unknown, where: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new WireError(where, 'an object');
  }
  return value as Record<string, unknown>;
}

/** A text. */
export function text(value: unknown, where: string): string {
  if (typeof value !== 'string') {
    throw new WireError(where, 'a text');
  }
  return value;
}

/** True or false. */
export function flag(value: unknown, where: string): boolean {
  if (typeof value !== 'boolean') {
    throw new WireError(where, 'true or false');
  }
  return value;
}

/** A number. */
export function count(value: unknown, where: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    throw new WireError(where, 'a number');
  }
  return value;
}

/** One of a few words. */
export function oneOf<T extends string>(
  value: unknown,
  where: string,
  allowed: readonly T[]
): T {
  if (!allowed.includes(value as T)) {
    throw new WireError(where, `one of ${allowed.join(', ')}`);
  }
  return value as T;
}

/** A list; `item` reads each entry. */
export function list<T>(
  value: unknown,
  where: string,
  item: (value: unknown, where: string) => T
): T[] {
  if (!Array.isArray(value)) {
    throw new WireError(where, 'a list');
  }
  return value.map((entry, i) => item(entry, `${where}[${i}]`));
}

/** What `item` reads, or nothing. */
export function nullable<T>(
  value: unknown,
  where: string,
  item: (value: unknown, where: string) => T
): T | null {
  return value === null || value === undefined ? null : item(value, where);
}
