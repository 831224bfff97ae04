import { NotebookPanel } from '@jupyterlab/notebook';

import { applyFix, fixCells, IAppliedFix, isReadOnly } from '../applying';
import { CellChange, changesOf } from '../changes';
import { ICellRef, IFix } from '../findings';
import { fixedCells, RefusalReason, RefusedFix } from '../fixes';
import { IHygieneTracker } from '../tokens';

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

/** A fix that has just been applied and can be taken back. */
export interface IShownFix {
  /** Another one for each fix. */
  readonly number: number;
  readonly title: string;
  /** Take it back; false if something else was done since. */
  undo(): boolean;
}

const UNDO_MS = 30_000;

/** Fixes for the panel. It remembers the latest one for as long as the panel offers to take it back. */
export class PanelFixing implements IFixing {
  constructor(
    private readonly _tracker: IHygieneTracker,
    private readonly _onChange: () => void
  ) {}

  /** The fix that was applied to the current notebook a moment ago. */
  get applied(): IShownFix | null {
    return this._tracker.current === this._view ? this._applied : null;
  }

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
      this._show(view, fix, applyFix(view, fix, this._checked(view)));
      return null;
    } catch (error) {
      return reasonOf(error);
    }
  };

  private _checked(view: NotebookPanel) {
    return Array.from(this._tracker.model(view).cells);
  }

  private _show(view: NotebookPanel, fix: IFix, applied: IAppliedFix): void {
    this._view = view;
    this._applied = {
      number: ++this._count,
      title: fix.title,
      undo: () => {
        const isUndone = applied.undo();
        if (isUndone) {
          this._forget();
        }
        return isUndone;
      }
    };
    window.clearTimeout(this._timer);
    this._timer = window.setTimeout(() => this._forget(), UNDO_MS);
    this._onChange();
  }

  private _forget(): void {
    window.clearTimeout(this._timer);
    this._view = null;
    this._applied = null;
    this._onChange();
  }

  private _applied: IShownFix | null = null;
  private _count = 0;
  private _timer = 0;
  private _view: NotebookPanel | null = null;
}

function reasonOf(error: unknown): RefusalReason {
  if (error instanceof RefusedFix) {
    return error.reason;
  }
  throw error;
}
