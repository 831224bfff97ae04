import { NotebookPanel } from '@jupyterlab/notebook';

import { applyFix } from '../applying';
import { CellChange, changesOf } from '../changes';
import { ICellRef, IFix } from '../findings';
import { fixedCells } from '../fixes';
import { fixCells, isReadOnly } from '../notebookCells';
import { RefusalReason, RefusedFix } from '../refusal';
import { IFixPlace } from './surroundings';

/** What a fix would change in the notebook as it is now, or why it cannot be applied. */
export interface IFixPreview {
  readonly cells: readonly ICellRef[];
  readonly changes: readonly CellChange[];
  readonly refusal: RefusalReason | null;
}

/** Shows and applies fixes in the notebook that the user is at. */
export class PanelFixing {
  constructor(private readonly _place: IFixPlace | null) {}

  preview = (fix: IFix): IFixPreview => {
    const view = this._place?.tracker.current;
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

  /** Apply a fix; gives the reason if it is refused. */
  apply = (fix: IFix): RefusalReason | null => {
    const view = this._place?.tracker.current;
    if (!view || isReadOnly(view)) {
      return view ? 'read-only' : 'notebook';
    }
    try {
      const applied = applyFix(view, fix, this._checked(view));
      this._place!.shown.show(view, {
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
    return Array.from(this._place!.tracker.model(view).cells);
  }
}

function reasonOf(error: unknown): RefusalReason {
  if (error instanceof RefusedFix) {
    return error.reason;
  }
  throw error;
}
