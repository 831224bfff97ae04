import { TranslationBundle } from '@jupyterlab/translation';

/** What a cell shows of its state, and what that means. */
export interface IStateWords {
  readonly word: string;
  readonly sentence: string;
}

/**
 * The words for a state that says something. Null for those that are as one would expect: fresh, not run yet, of an
 * earlier session or not seen here.
 */
export function stateWords(
  state: string,
  trans: TranslationBundle
): IStateWords | null {
  switch (state) {
    case 'out of place':
      return {
        word: trans.__('out of place'),
        sentence: trans.__('A run from top to bottom would fail here.')
      };
    case 'failed':
      return {
        word: trans.__('failed'),
        sentence: trans.__('The last run here ended in an error.')
      };
    case 'interrupted':
      return {
        word: trans.__('interrupted'),
        sentence: trans.__(
          'The last run here was interrupted. What it defines is uncertain.'
        )
      };
    case 'aborted, not run this time':
      return {
        word: trans.__('not run this time'),
        sentence: trans.__(
          'A cell before it failed, so it did not run. Names from an earlier run live on.'
        )
      };
    case 'stale':
      return {
        word: trans.__('stale'),
        sentence: trans.__('Something that it read has changed since it ran.')
      };
    case 'edited':
      return {
        word: trans.__('edited'),
        sentence: trans.__('The code is not what ran.')
      };
    case 'copied, not run':
      return {
        word: trans.__('copied, not run'),
        sentence: trans.__('The output is that of the cell it was copied from.')
      };
    default:
      return null;
  }
}
