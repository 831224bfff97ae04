import { Dialog } from '@jupyterlab/apputils';
import { ReactWidget } from '@jupyterlab/ui-components';
import { ISignal, Signal } from '@lumino/signaling';
import React from 'react';

import { HygieneModel } from '../model';
import { ISurroundings, Surroundings } from '../panel/surroundings';
import { IExportFormat } from './formats';
import { IGatePolicy } from './policy';
import { failsGate, IGateRow } from './rows';
import { GateView, IGateAnswer } from './view';

/** What the dialog's body is told. */
export interface IGateBodyOptions {
  readonly model: HygieneModel;
  readonly policy: IGatePolicy;
  readonly formats: readonly IExportFormat[];
  readonly isSilenced: boolean;
  readonly surroundings: ISurroundings;
  readonly isLoading: boolean;
  show(row: IGateRow): void;
  showAll(): void;
  check(): void;
}

/** The dialog's body. It follows the notebook's report, which changes when a fix is applied. */
export class GateBody
  extends ReactWidget
  implements Dialog.IBodyWidget<IGateAnswer>
{
  constructor(private readonly _options: IGateBodyOptions) {
    super();
    this.addClass('mldebt-GateBody');
    this._isLoading = _options.isLoading;
    this._answer = {
      format: _options.formats[0].name,
      box: false,
      strip: false,
      reason: '',
      isSilenced: _options.isSilenced
    };
    _options.model.changed.connect(this._onModelChanged, this);
  }

  /** Emitted when other buttons may be wanted. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get isLoading(): boolean {
    return this._isLoading;
  }

  /** Whether the notebook is so bad that it is exported only anyway. */
  get fails(): boolean {
    const { failure, report } = this._options.model;
    const { failOn } = this._options.policy;
    return (
      !this._isLoading && !failure && !!report && failsGate(report, failOn)
    );
  }

  get isBlocked(): boolean {
    return this.fails && this._options.policy.mode === 'block';
  }

  /** Say that the report is that of the notebook as it is. */
  loaded(): void {
    this._isLoading = false;
    this._onModelChanged();
  }

  /** Whether there is a reason where one is needed; if not, ask for it. */
  hasReason(): boolean {
    const { needsReason } = this._options.policy;
    this._isReasonMissing = needsReason && this._answer.reason.trim() === '';
    if (this._isReasonMissing) {
      this.node.querySelector<HTMLElement>('.mldebt-Gate-reasonInput')?.focus();
      this.update();
    }
    return !this._isReasonMissing;
  }

  getValue(): IGateAnswer {
    return this._answer;
  }

  dispose(): void {
    Signal.clearData(this);
    super.dispose();
  }

  protected render(): JSX.Element {
    const { formats, model, policy, surroundings } = this._options;
    return (
      <Surroundings.Provider value={surroundings}>
        <GateView
          model={model}
          isLoading={this._isLoading}
          fails={this.fails}
          policy={policy}
          formats={formats}
          answer={this._answer}
          isReasonMissing={this._isReasonMissing}
          change={change => {
            this._answer = { ...this._answer, ...change };
            this._isReasonMissing &&= this._answer.reason.trim() === '';
            this.update();
          }}
          show={row => this._options.show(row)}
          showAll={() => this._options.showAll()}
          check={() => this._options.check()}
        />
      </Surroundings.Provider>
    );
  }

  private _onModelChanged(): void {
    this.update();
    this._changed.emit();
  }

  private _answer: IGateAnswer;
  private readonly _changed = new Signal<this, void>(this);
  private _isLoading: boolean;
  private _isReasonMissing = false;
}
