import { Notebook } from '@jupyterlab/notebook';

import { idOf, uniqueIds } from '../snapshot';
import { IHygieneTracker } from '../tokens';
import { IActiveCell } from './surroundings';

/** Follows the active cell of the notebook that the user is at. */
export class ActiveCell implements IActiveCell {
  constructor(private readonly _tracker: IHygieneTracker) {
    _tracker.currentChanged.connect(() => this._follow());
    this._follow();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this._listeners.add(listener);
    return () => this._listeners.delete(listener);
  };

  readonly current = (): string | null => {
    const content = this._content;
    const cell = content?.isDisposed ? null : content?.activeCell;
    if (!content || !cell) {
      return null;
    }
    const id = idOf(cell.model);
    // Ids that occur twice are rare; only then all have to be looked at.
    return content.widgets.some(w => w !== cell && idOf(w.model) === id)
      ? uniqueIds(content.widgets.map(w => w.model))[
          content.widgets.indexOf(cell)
        ]
      : id;
  };

  private _follow(): void {
    this._content?.activeCellChanged.disconnect(this._tell, this);
    this._content = this._tracker.current?.content ?? null;
    this._content?.activeCellChanged.connect(this._tell, this);
    this._tell();
  }

  private _tell(): void {
    this._listeners.forEach(listener => listener());
  }

  private _content: Notebook | null = null;
  private readonly _listeners = new Set<() => void>();
}
