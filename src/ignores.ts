import { JSONObject, JSONValue } from '@lumino/coreutils';

import { ignoresIn } from './snapshot';

/** An entry of `metadata.mldebt.ignore`, as it is written. */
export interface IIgnoreEntry {
  readonly code: string;
  readonly reason: string;
  readonly date: string;
}

/** Our part of some metadata with one entry more; an older one for the same rule makes way. */
export function withIgnore(
  ours: unknown,
  { code, date, reason }: IIgnoreEntry
): JSONObject {
  const entry = reason ? { code, reason, date } : { code, date };
  return withEntries(withoutIgnore(ours, code), [entry]);
}

/** Our part of some metadata with these entries behind those that are there. */
export function withEntries(
  ours: unknown,
  entries: readonly unknown[]
): JSONObject {
  const ignore = [...ignoresIn(ours), ...entries] as JSONValue;
  return { ...members(ours), ignore };
}

/** The entries for a selector, as they are written. */
export function entriesFor(ours: unknown, selector: string): unknown[] {
  return ignoresIn(ours).filter(entry => selectorOf(entry) === selector);
}

/** The same without the entries for a selector; null when nothing is left. */
export function withoutIgnore(
  ours: unknown,
  selector: string
): JSONObject | null {
  const { ignore, ...rest } = members(ours);
  const left = ignoresIn({ ignore }).filter(
    entry => selectorOf(entry) !== selector
  );
  if (left.length > 0) {
    return { ...rest, ignore: left as JSONValue };
  }
  return Object.keys(rest).length > 0 ? rest : null;
}

const TAG = 'mldebt-ignore:';

/** A cell's tags without those that ignore what a selector means; of a tag with several the others stay. */
export function withoutTag(
  tags: readonly string[],
  selector: string
): string[] {
  return tags.flatMap(tag => {
    if (!tag.startsWith(TAG)) {
      return [tag];
    }
    const selectors = tag.slice(TAG.length).split(',');
    const left = selectors.filter(each => each.trim() !== selector);
    if (left.length === selectors.length) {
      return [tag];
    }
    return left.length > 0 ? [TAG + left.join(',')] : [];
  });
}

/** A cell's tags with one that ignores what a selector means. */
export function withTag(tags: readonly string[], selector: string): string[] {
  return [...tags, TAG + selector];
}

/** Today where the user is, as in 2027-01-31. */
export function today(): string {
  const now = new Date();
  const two = (value: number) => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

function selectorOf(entry: unknown): string | null {
  const code =
    typeof entry === 'object' && entry !== null
      ? (entry as { code?: unknown }).code
      : entry;
  return typeof code === 'string' ? code.trim() : null;
}

function members(ours: unknown): JSONObject {
  return typeof ours === 'object' && ours !== null && !Array.isArray(ours)
    ? (ours as JSONObject)
    : {};
}
