import { IFinding, SEVERITIES, Severity } from '../findings';

/** Which findings the list shows. */
export interface IFilter {
  /** Words that must all occur, whatever their case. */
  readonly text: string;
  /** The severities that are left out. */
  readonly hidden: readonly Severity[];
  /** Only those that come with a fix. */
  readonly fixable: boolean;
  /** Only those that are not in the baseline. */
  readonly newOnly: boolean;
}

/** Everything is shown. */
export const NO_FILTER: IFilter = {
  text: '',
  hidden: [],
  fixable: false,
  newOnly: false
};

/** Tells by its fingerprint whether a finding is new; null where there is nothing to compare with. */
export type NewPredicate = ((fingerprint: string) => boolean) | null;

/** Whether a filter leaves anything out. */
export function isFiltering(filter: IFilter, isNew: NewPredicate): boolean {
  return (
    filter.text.trim() !== '' ||
    filter.hidden.length > 0 ||
    filter.fixable ||
    (filter.newOnly && isNew !== null)
  );
}

/** The findings that a filter lets through; the list itself if these are all. */
export function filterFindings(
  findings: readonly IFinding[],
  filter: IFilter,
  isNew: NewPredicate
): readonly IFinding[] {
  if (!isFiltering(filter, isNew)) {
    return findings;
  }
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  return findings.filter(
    finding =>
      !filter.hidden.includes(finding.severity) &&
      (!filter.fixable || finding.fix !== null) &&
      (!filter.newOnly || isNew === null || isNew(finding.fingerprint)) &&
      (words.length === 0 || holds(finding, words))
  );
}

/** A filter with one severity shown or left out. */
export function withSeverity(
  filter: IFilter,
  severity: Severity,
  isShown: boolean
): Pick<IFilter, 'hidden'> {
  return {
    hidden: SEVERITIES.filter(s =>
      s === severity ? !isShown : filter.hidden.includes(s)
    )
  };
}

function holds(finding: IFinding, words: readonly string[]): boolean {
  const { cell, code, message, name } = finding;
  const count = cell?.execution_count ?? null;
  const text = `${code} ${name} ${message} ${count === null ? '' : `[${count}]`}`;
  const lower = text.toLowerCase();
  return words.every(word => lower.includes(word));
}
