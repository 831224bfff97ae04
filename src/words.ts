import { TranslationBundle } from '@jupyterlab/translation';

import { AnswerWord } from './answers';
import { AccessMode, AccessPlace, CheckState, IgnoreScope } from './facts';
import { Confidence, Evidence, ICellRef, Severity, Verdict } from './findings';
import { RefusalReason } from './refusal';

/** A severity for people. */
export function severityWord(
  severity: Severity,
  trans: TranslationBundle
): string {
  switch (severity) {
    case 'error':
      return trans.__('Error');
    case 'warning':
      return trans.__('Warning');
    case 'info':
      return trans.__('Note');
  }
}

/** How many of a severity, as in "2 warnings". */
export function severityCount(
  severity: Severity,
  count: number,
  trans: TranslationBundle
): string {
  switch (severity) {
    case 'error':
      return trans._n('%1 error', '%1 errors', count);
    case 'warning':
      return trans._n('%1 warning', '%1 warnings', count);
    case 'info':
      return trans._n('%1 note', '%1 notes', count);
  }
}

/** How sure a finding is, for people. */
export function confidenceWord(
  confidence: Confidence,
  trans: TranslationBundle
): string {
  switch (confidence) {
    case 'proven':
      return trans.__('sure');
    case 'likely':
      return trans.__('likely');
    case 'possible':
      return trans.__('maybe');
  }
}

/** How a finding is known, for people. */
export function evidenceWord(
  evidence: Evidence,
  trans: TranslationBundle
): string {
  switch (evidence) {
    case 'static':
      return trans.__('static');
    case 'recorded':
      return trans.__('recorded');
    case 'session':
      return trans.__('session');
    case 'clean-run':
      return trans.__('clean-run');
  }
}

/** The same as a sentence. */
export function evidenceSentence(
  evidence: Evidence,
  trans: TranslationBundle
): string {
  switch (evidence) {
    case 'static':
      return trans.__('Known from the text of the cells');
    case 'recorded':
      return trans.__('Known from stored execution counts and outputs');
    case 'session':
      return trans.__('Seen happening in this session');
    case 'clean-run':
      return trans.__('Proved by a clean run');
  }
}

/** A verdict in words. */
export function verdictWords(
  verdict: Verdict,
  trans: TranslationBundle
): string {
  switch (verdict) {
    case 'fails':
      return trans.__('Fails on a clean run');
    case 'doubtful':
      return trans.__('Outputs are doubtful');
    case 'plausible':
      return trans.__('Plausible, not proved');
    case 'verified':
      return trans.__('Verified by a clean run');
    case 'unknown':
      return trans.__('Unknown');
  }
}

/** The same as a sentence. */
export function verdictSentence(
  verdict: Verdict,
  trans: TranslationBundle
): string {
  switch (verdict) {
    case 'fails':
      return trans.__('Running all cells from an empty kernel would fail.');
    case 'doubtful':
      return trans.__(
        'Some outputs are not those that a run from an empty kernel would give.'
      );
    case 'plausible':
      return trans.__(
        'Nothing speaks against a run from an empty kernel, but none has been made.'
      );
    case 'verified':
      return trans.__(
        'A run of this very source from an empty kernel gave these outputs.'
      );
    case 'unknown':
      return trans.__('This notebook could not be analysed as a whole.');
  }
}

/** What would raise a verdict; `count` findings are behind it. */
export function raiseSentence(
  verdict: Verdict,
  count: number,
  trans: TranslationBundle
): string {
  switch (verdict) {
    case 'fails':
      return trans._n(
        'It rises when this is mended:',
        'It rises when these %1 are mended:',
        count
      );
    case 'doubtful':
      return trans._n(
        'It rises when the cells are run from top to bottom, or this is mended:',
        'It rises when the cells are run from top to bottom, or these %1 are mended:',
        count
      );
    case 'plausible':
      return trans.__('Only a clean run from an empty kernel would prove it.');
    case 'verified':
      return trans.__('Nothing is better. It holds until a cell is edited.');
    case 'unknown':
      return trans.__(
        'It can be told when all of the notebook can be analysed.'
      );
  }
}

/** A cell as people know it, and as messages name it: by its execution count, else by its place in the notebook. */
export function cellName(
  { execution_count, index }: ICellRef,
  trans: TranslationBundle
): string {
  return execution_count === null
    ? trans.__('cell %1', index + 1)
    : `[${execution_count}]`;
}

/** Why a fix is not applied. */
export function refusalSentence(
  reason: RefusalReason,
  trans: TranslationBundle
): string {
  switch (reason) {
    case 'cell':
      return trans.__('The cell has changed. Check again.');
    case 'notebook':
      return trans.__('The notebook has changed. Check again.');
    case 'locked':
      return trans.__('The cell is not editable.');
    case 'read-only':
      return trans.__('The notebook is read-only.');
    case 'invalid':
      return trans.__('The fix contradicts itself. Nothing was changed.');
  }
}

/** The state of a checklist's item. */
export function checkStateWord(
  state: CheckState,
  trans: TranslationBundle
): string {
  switch (state) {
    case 'pass':
      return trans.__('Pass');
    case 'fail':
      return trans.__('Fail');
    case 'unknown':
      return trans.__('Not known');
    case 'na':
      return trans.__('Not applicable');
  }
}

/** An author's answer. */
export function answerWord(
  answer: AnswerWord,
  trans: TranslationBundle
): string {
  switch (answer) {
    case 'yes':
      return trans.__('Yes');
    case 'no':
      return trans.__('No');
    case 'na':
      return trans.__('Not applicable');
  }
}

/** What a cell does with a file. */
export function accessWords(
  mode: AccessMode,
  cell: string,
  trans: TranslationBundle
): string {
  switch (mode) {
    case 'read':
      return trans.__('read in %1', cell);
    case 'write':
      return trans.__('written in %1', cell);
    case 'append':
      return trans.__('appended to in %1', cell);
  }
}

/** Where a file lies. */
export function placeWords(
  place: AccessPlace,
  trans: TranslationBundle
): string {
  switch (place) {
    case 'project':
      return trans.__('in the project');
    case 'outside':
      return trans.__('outside the project');
    case 'shared':
      return trans.__('shared with others');
    case 'tmp':
      return trans.__('temporary');
    case 'remote':
      return trans.__('on another machine');
  }
}

/** By what a finding is ignored. */
export function scopeWords(
  scope: IgnoreScope,
  trans: TranslationBundle
): string {
  switch (scope) {
    case 'once':
      return trans.__('until the page is closed');
    case 'comment':
      return trans.__('by a comment');
    case 'tag':
      return trans.__('by a cell tag');
    case 'cell':
      return trans.__('in this cell');
    case 'notebook':
      return trans.__('in this notebook');
    case 'project':
      return trans.__('in the project');
    case 'baseline':
      return trans.__('known before');
  }
}
