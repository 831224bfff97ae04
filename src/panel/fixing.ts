import { NotebookPanel } from '@jupyterlab/notebook';

import { applyFix, fixCells, isReadOnly } from '../applying';
import { CellChange, changesOf } from '../changes';
import { ICellRef, IFix } from '../findings';
import { fixedCells, RefusalReason, RefusedFix } from '../fixes';
import { IHygieneTracker } from '../tokens';
import { ShownChanges } from './shownChanges';

/** What a fix would change in the notebook as it is now, or why it cannot be applied. */
export interface IFixPreview {
  readonly cells: readonly ICellRef[];
  readonly changes: readonly CellChange[];
  readonly refusal: RefusalReason | null;
}

/** Shows and applies fixes in the notebook that the user is at. */
export interface IFixing {
  preview(fix: IFix): IFixPreview;
  /** Apply a fix; gives the reason if it is refused. */
  apply(fix: IFix): RefusalReason | null;
}

/** Fixes for the panel. */
export class PanelFixing implements IFixing {
  constructor(
    private readonly _tracker: IHygieneTracker,
    private readonly _shown: Pick<ShownChanges, 'show'>
  ) {}

  preview = (fix: IFix): IFixPreview => {
    const view = this._tracker.current;
    if (!view) {
      return { cells: [], changes: [], refusal: 'notebook' };
    }
    const cells = fixCells(view);
    const refusal = isReadOnly(view) ? 'read-only' : null;
    try {
      const after = fixedCells(fix, cells, this._checked(view));
      return { cells, changes: changesOf(cells, after), refusal };
    } catch (error) {
      return { cells, changes: [], refusal: reasonOf(error) };
    }
  };

  apply = (fix: IFix): RefusalReason | null => {
    const view = this._tracker.current;
    if (!view || isReadOnly(view)) {
      return view ? 'read-only' : 'notebook';
    }
    try {
      const applied = applyFix(view, fix, this._checked(view));
      this._shown.show(view, {
        kind: 'fix',
        title: fix.title,
        undo: () => applied.undo()
      });
      return null;
    } catch (error) {
      return reasonOf(error);
    }
  };

  private _checked(view: NotebookPanel) {
    return Array.from(this._tracker.model(view).cells);
  }
}

function reasonOf(error: unknown): RefusalReason {
  if (error instanceof RefusedFix) {
    return error.reason;
  }
  throw error;
}
