import {
  filterFindings,
  IFilter,
  isFiltering,
  NO_FILTER,
  withSeverity
} from '../panel/filtering';
import { finding } from './examples';

const FIX = { title: 'Mend it', safe: true, ops: [] };
const FINDINGS = [
  finding({ fingerprint: 'a', message: 'Uses `Rate` too early' }),
  finding({
    fingerprint: 'b',
    code: 'NDR205',
    name: 'unseeded-split',
    severity: 'warning',
    cell: { id: 'x', index: 4, execution_count: 12 },
    fix: FIX
  }),
  finding({ fingerprint: 'c', severity: 'info', cell: null })
];

const shown = (filter: Partial<IFilter>, known: string[] | null = null) =>
  filterFindings(
    FINDINGS,
    { ...NO_FILTER, ...filter },
    known && (fingerprint => !known.includes(fingerprint))
  )
    .map(({ fingerprint }) => fingerprint)
    .join('');

describe('filterFindings', () => {
  it('gives the list itself where nothing is filtered', () => {
    expect(filterFindings(FINDINGS, NO_FILTER, null)).toBe(FINDINGS);
    expect(isFiltering({ ...NO_FILTER, text: '  ' }, null)).toBe(false);
  });

  it('looks for all words, in message, code, name and cell, whatever the case', () => {
    expect(shown({ text: 'rATE early' })).toBe('a');
    expect(shown({ text: 'early rate' })).toBe('a');
    expect(shown({ text: 'rate never' })).toBe('');
    expect(shown({ text: 'ndr205' })).toBe('b');
    expect(shown({ text: 'unseeded' })).toBe('b');
    expect(shown({ text: '[12]' })).toBe('b');
  });

  it('leaves severities out, and brings them back', () => {
    const hidden = withSeverity(NO_FILTER, 'error', false);
    expect(shown(hidden)).toBe('bc');
    const both = { ...NO_FILTER, ...hidden };
    expect(withSeverity(both, 'info', false).hidden).toEqual(['error', 'info']);
    expect(withSeverity(both, 'error', true).hidden).toEqual([]);
  });

  it('keeps what comes with a fix', () => {
    expect(shown({ fixable: true })).toBe('b');
    expect(shown({ fixable: true, text: 'rate' })).toBe('');
  });

  it('keeps what is new, as long as there is something to compare with', () => {
    expect(shown({ newOnly: true }, ['a', 'c'])).toBe('b');
    expect(shown({ newOnly: true })).toBe('abc');
    expect(isFiltering({ ...NO_FILTER, newOnly: true }, null)).toBe(false);
  });
});
