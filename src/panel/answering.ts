import { JSONExt, ReadonlyPartialJSONValue } from '@lumino/coreutils';

import { answerIn, dayOf, IAnswer, withAnswer } from '../answers';
import { ICheckedItem } from '../facts';
import { isReadOnly } from '../notebookCells';
import { ShownChanges } from '../shownChanges';
import { IHygieneTracker } from '../tokens';

/** Why an answer is not stored. */
export type AnswerRefusal = 'read-only' | 'not-ours';

/** Reads and stores the author's answers in the notebook that the user is at. */
export interface IAnswering {
  /** Why no answer can be stored now. */
  readonly refusal: AnswerRefusal | null;
  stored(item: ICheckedItem): IAnswer | null;
  /** Store an answer as of today, or take it out; gives the reason if it is refused. */
  store(
    item: ICheckedItem,
    answer: Omit<IAnswer, 'date'> | null
  ): AnswerRefusal | null;
}

const KEY = 'mldebt';

/** Answers for the panel, in the notebook's metadata. */
export class PanelAnswering implements IAnswering {
  constructor(
    private readonly _tracker: IHygieneTracker,
    private readonly _shown: ShownChanges
  ) {}

  get refusal(): AnswerRefusal | null {
    const view = this._tracker.current;
    return !view || isReadOnly(view) ? 'read-only' : null;
  }

  stored = (item: ICheckedItem): IAnswer | null =>
    answerIn(this._tracker.current?.model?.getMetadata(KEY), item.id);

  store = (
    item: ICheckedItem,
    answer: Omit<IAnswer, 'date'> | null
  ): AnswerRefusal | null => {
    const view = this._tracker.current;
    const model = view?.model;
    if (!view || !model || this.refusal) {
      return 'read-only';
    }
    const before: unknown = model.getMetadata(KEY);
    const dated = answer && { ...answer, date: dayOf(new Date()) };
    const after = withAnswer(before, item.id, dated);
    if (after === null) {
      return 'not-ours';
    }
    const put = (value: unknown) =>
      value === undefined
        ? model.deleteMetadata(KEY)
        : model.setMetadata(KEY, value);
    put(after);
    this._shown.show(view, {
      kind: answer ? 'answer' : 'withdrawal',
      title: item.text,
      undo: () => {
        const isAsLeft =
          !view.isDisposed && isSame(model.getMetadata(KEY), after);
        if (isAsLeft) {
          put(before);
        }
        return isAsLeft;
      }
    });
    return null;
  };
}

function isSame(a: unknown, b: unknown): boolean {
  return a === undefined || b === undefined
    ? a === b
    : JSONExt.deepEqual(
        a as ReadonlyPartialJSONValue,
        b as ReadonlyPartialJSONValue
      );
}
