import { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import { ISignal, Signal } from '@lumino/signaling';

import { FindingActions } from './actions';
import { HygieneApi } from './api';
import { IFinding } from './findings';
import { Ignoring } from './ignoring';
import { KnownFindings } from './known';
import { HygieneModel } from './model';
import { reveal } from './reveal';
import { Choices } from './settings';
import { ShownChanges } from './shownChanges';
import { IHygieneTracker, IShowRequest } from './tokens';
import { NotebookWatch } from './watch';

/** What the tracker asks of the application. */
export interface ITrackerOptions {
  readonly api: HygieneApi;
  readonly choices: Choices;
  readonly notebooks: INotebookTracker;
  /** Bring a widget to the front. */
  activate(id: string): void;
}

/** Keeps one watch for each open notebook, and knows which of them can be seen. */
export class HygieneTracker implements IHygieneTracker {
  constructor(private readonly _options: ITrackerOptions) {
    this.api = _options.api;
    this.choices = _options.choices;
    this.actions = new FindingActions(
      this,
      new Ignoring(
        this.api,
        view => this.model(view),
        view => this.check(view)
      )
    );
    const { notebooks } = _options;
    notebooks.widgetAdded.connect((_, view) => this._add(view));
    notebooks.forEach(view => this._add(view));
    notebooks.currentChanged.connect((_, view) => {
      this._currentChanged.emit(view);
      this._refresh();
    });
    this.choices.changed.connect(() => this._refresh());
    document.addEventListener('visibilitychange', () => this._refresh());
  }

  readonly actions: FindingActions;
  readonly api: HygieneApi;
  readonly changes = new ShownChanges(this);
  readonly choices: Choices;

  get current(): NotebookPanel | null {
    return this._options.notebooks.currentWidget;
  }

  get currentChanged(): ISignal<this, NotebookPanel | null> {
    return this._currentChanged;
  }

  get showRequested(): ISignal<this, IShowRequest> {
    return this._showRequested;
  }

  model(view: NotebookPanel): HygieneModel {
    return this._watch(view).model;
  }

  check(view: NotebookPanel): Promise<void> {
    const watch = this._watch(view);
    this._known.get(watch)?.forget();
    return watch.check(true);
  }

  compareWithKernel(view: NotebookPanel): Promise<boolean> {
    return this._watch(view).compareWithKernel();
  }

  setListVisible(visible: boolean): void {
    this._isListVisible = visible;
    this._refresh();
  }

  show(finding: IFinding, { isOpen = false } = {}): void {
    this._showRequested.emit({ finding, isOpen });
  }

  async reveal(
    place: Pick<IFinding, 'cell' | 'span'>,
    { keepFocus = false } = {}
  ): Promise<void> {
    if (this.current && place.cell) {
      await reveal(this.current, place.cell, place.span, {
        keepFocus,
        activate: this._options.activate
      });
    }
  }

  private _add(view: NotebookPanel): void {
    this._watch(view);
    const views = this._views.get(view.context)!;
    views.add(view);
    view.disposed.connect(() => {
      views.delete(view);
      if (views.size === 0) {
        this._watches.get(view.context)?.dispose();
        this._watches.delete(view.context);
        this._views.delete(view.context);
      }
      if (!this.current) {
        this._currentChanged.emit(null);
      }
    });
    void Promise.all([view.context.ready, view.revealed]).then(() =>
      this._refresh()
    );
  }

  private _watch(view: NotebookPanel): NotebookWatch {
    const { context } = view;
    let watch = this._watches.get(context);
    if (!watch) {
      const views = new Set([view]);
      this._views.set(context, views);
      watch = new NotebookWatch(view, {
        api: this.api,
        debounce: () => this.choices.current.debounce,
        choices: () => this.choices.current,
        profile: () => this.choices.current.checklist,
        isNeeded: () => context.isReady && this._isSeen(views)
      });
      this._watches.set(context, watch);
      this._known.set(
        watch,
        new KnownFindings(watch.model, {
          since: () => this.choices.current.newSince,
          fetch: (path, since) => this.api.baseline(path, since)
        })
      );
    }
    return watch;
  }

  private _isSeen(views: ReadonlySet<NotebookPanel>): boolean {
    if (document.visibilityState === 'hidden') {
      return false;
    }
    const { current } = this;
    if (this._isListVisible && current && views.has(current)) {
      return true;
    }
    return (
      this.choices.current.inline !== 'off' &&
      [...views].some(view => view.isVisible)
    );
  }

  private _refresh(): void {
    this._watches.forEach(watch => {
      watch.refresh();
      this._known.get(watch)?.refresh();
    });
  }

  private readonly _currentChanged = new Signal<this, NotebookPanel | null>(
    this
  );
  private _isListVisible = false;
  private readonly _known = new WeakMap<NotebookWatch, KnownFindings>();
  private readonly _showRequested = new Signal<this, IShowRequest>(this);
  private readonly _views = new Map<
    NotebookPanel['context'],
    Set<NotebookPanel>
  >();
  private readonly _watches = new Map<
    NotebookPanel['context'],
    NotebookWatch
  >();
}
