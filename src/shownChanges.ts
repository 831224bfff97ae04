import { NotebookPanel } from '@jupyterlab/notebook';

import { ISignal, Signal } from '@lumino/signaling';

/** As much of the tracker as is used. */
interface INotebooks {
  readonly current: NotebookPanel | null;
}

/** A change of the notebook that was made from the panel, or from a card in the notebook, and can be taken back in the panel. */
export interface IShownChange {
  /** Another one for each change. */
  readonly number: number;
  readonly kind: 'fix' | 'answer' | 'withdrawal';
  /** What was changed, in the words of the server. */
  readonly title: string;
  /** Take it back; false if something else was done since. */
  undo(): boolean;
}

const UNDO_MS = 30_000;

/** Remembers the latest change for as long as the panel offers to take it back. */
export class ShownChanges {
  constructor(private readonly _notebooks: INotebooks) {}

  /** Emitted when there is another change to take back, or none any more. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** What was changed in the current notebook a moment ago. */
  get latest(): IShownChange | null {
    return this._notebooks.current === this._view ? this._latest : null;
  }

  /** Offer to take back what was changed in a view's notebook. */
  show(view: NotebookPanel, change: Omit<IShownChange, 'number'>): void {
    this._view = view;
    this._latest = {
      ...change,
      number: ++this._count,
      undo: () => {
        const isUndone = change.undo();
        if (isUndone) {
          this._forget();
        }
        return isUndone;
      }
    };
    window.clearTimeout(this._timer);
    this._timer = window.setTimeout(() => this._forget(), UNDO_MS);
    this._changed.emit();
  }

  private _forget(): void {
    window.clearTimeout(this._timer);
    this._view = null;
    this._latest = null;
    this._changed.emit();
  }

  private readonly _changed = new Signal<this, void>(this);
  private _count = 0;
  private _latest: IShownChange | null = null;
  private _timer = 0;
  private _view: NotebookPanel | null = null;
}
