import { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import { Message } from '@lumino/messaging';
import React from 'react';

import { hygieneIcon } from '../icons';
import { HygieneModel } from '../model';
import { IHygieneTracker, IShowRequest } from '../tokens';
import { Actions } from './actionsContext';
import { ActiveCell } from './activeCell';
import { PanelAnswering } from './answering';
import { PanelState } from './panelState';
import { ISurroundings, Surroundings } from './surroundings';
import { PanelView } from './view';

/** The panel in the sidebar. It follows the notebook that the user is at. */
export class HygienePanel extends ReactWidget {
  constructor(
    private readonly _tracker: IHygieneTracker,
    private readonly _state: PanelState,
    trans: TranslationBundle
  ) {
    super();
    this.id = 'mldebt-panel';
    this.addClass('mldebt-Panel');
    this.title.icon = hygieneIcon;
    this.title.caption = trans.__('Notebook Hygiene');
    this.node.setAttribute('role', 'region');
    this.node.setAttribute('aria-label', trans.__('Notebook Hygiene'));
    const { changes } = _tracker;
    changes.changed.connect(() => this.update());
    this._surroundings = {
      trans,
      activeCell: new ActiveCell(_tracker),
      answering: new PanelAnswering(_tracker, changes),
      choices: _tracker.choices,
      fixPlace: { tracker: _tracker, shown: changes },
      reveal: (place, keepFocus) =>
        void this._tracker.reveal(place, { keepFocus }),
      show: finding => this._show({ finding, isOpen: false }),
      rules: () => this._tracker.api.rules(),
      profiles: () => this._tracker.api.profiles(this._model?.path ?? ''),
      setProfile: name => void this._tracker.choices.setChecklist(name)
    };
    _tracker.currentChanged.connect(this._follow, this);
    _tracker.showRequested.connect((_, request) => this._show(request));
    this._follow();
  }

  protected render(): JSX.Element {
    const view = this._tracker.current;
    return (
      <Surroundings.Provider value={this._surroundings}>
        <Actions.Provider value={this._tracker.actions}>
          <PanelView
            key={view?.id}
            model={this._model}
            name={view?.title.label ?? ''}
            state={this._state}
            request={this._request}
            change={this._tracker.changes.latest}
            check={() => view && void this._tracker.check(view)}
          />
        </Actions.Provider>
      </Surroundings.Provider>
    );
  }

  protected onAfterShow(msg: Message): void {
    super.onAfterShow(msg);
    this._tracker.setListVisible(true);
    this._askForLocks();
    this.update();
  }

  protected onAfterAttach(msg: Message): void {
    super.onAfterAttach(msg);
    this._tracker.setListVisible(this.isVisible);
  }

  protected onAfterHide(msg: Message): void {
    super.onAfterHide(msg);
    this._tracker.setListVisible(false);
  }

  /** Take the focus to the list, or to the first thing that takes it. */
  protected onActivateRequest(msg: Message): void {
    super.onActivateRequest(msg);
    const first = this.node.querySelector<HTMLElement>(
      '[role="treeitem"][tabindex="0"], button'
    );
    if (!this.node.contains(document.activeElement)) {
      first?.focus();
    }
  }

  private _show(request: IShowRequest): void {
    this._request = request;
    this.update();
  }

  private _follow(): void {
    this._model?.changed.disconnect(this._onModelChanged, this);
    const view = this._tracker.current;
    this._model = view ? this._tracker.model(view) : null;
    this._model?.changed.connect(this._onModelChanged, this);
    this._request = null;
    this.update();
  }

  /** Ask once what the server has locked, when a report shows that it answers. */
  private _askForLocks(): void {
    const model = this._model;
    if (model?.report && !this._hasAskedForLocks) {
      this._hasAskedForLocks = true;
      this._tracker.api.locks(model.path).then(
        locks => this._tracker.choices.setServerLocks(locks),
        // Without the list nothing is shown as locked; the server keeps to its locks all the same.
        () => undefined
      );
    }
  }

  private _onModelChanged(): void {
    if (this.isVisible) {
      this._askForLocks();
      this.update();
    }
  }

  private _hasAskedForLocks = false;
  private _model: HygieneModel | null = null;
  private _request: IShowRequest | null = null;
  private readonly _surroundings: ISurroundings;
}
