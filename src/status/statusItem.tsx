import { NotebookPanel } from '@jupyterlab/notebook';
import { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import { ISignal, Signal } from '@lumino/signaling';
import React from 'react';

import { countBySeverity, IReport, SEVERITIES } from '../findings';
import { hygieneIcon } from '../icons';
import { HygieneModel } from '../model';
import { SeverityIcon } from '../panel/icon';
import { IHygieneTracker } from '../tokens';
import { severityCount, verdictWords } from '../words';

/** The verdict on the notebook that the user is at, and how much was found, in the status bar. */
export class StatusItem extends ReactWidget {
  constructor(
    private readonly _tracker: IHygieneTracker,
    private readonly _trans: TranslationBundle,
    private readonly _open: () => void
  ) {
    super();
    this.addClass('mldebt-Status');
    _tracker.currentChanged.connect((_, view) => this._follow(view));
    this._follow(_tracker.current);
  }

  /** Emitted when there is another notebook, or none any more. */
  get activeChanged(): ISignal<this, void> {
    return this._activeChanged;
  }

  /** Whether there is a notebook to speak of. */
  get isActive(): boolean {
    return this._model !== null;
  }

  protected render(): JSX.Element | null {
    const trans = this._trans;
    const report = this._report;
    const label = report
      ? summary(report, trans)
      : trans.__('Notebook Hygiene: not checked yet');
    const counts = countBySeverity(report?.findings ?? []);
    return (
      <button
        type="button"
        className="mldebt-Status-button"
        data-verdict={report?.verdict}
        aria-label={label}
        title={label}
        onClick={this._open}
      >
        <hygieneIcon.react tag="span" width="14px" height="14px" />
        {SEVERITIES.filter(s => s !== 'info' && counts[s] > 0).map(severity => (
          <span
            key={severity}
            className="mldebt-Status-count"
            data-severity={severity}
          >
            <SeverityIcon severity={severity} />
            {counts[severity]}
          </span>
        ))}
        {report && (
          <span className="mldebt-Status-verdict">
            {verdictWords(report.verdict, trans)}
          </span>
        )}
      </button>
    );
  }

  private _follow(view: NotebookPanel | null): void {
    this._model?.changed.disconnect(this._onModelChanged, this);
    this._model = view ? this._tracker.model(view) : null;
    this._model?.changed.connect(this._onModelChanged, this);
    this._report = this._model?.report ?? null;
    this.update();
    this._activeChanged.emit();
  }

  private _onModelChanged(): void {
    const report = this._model?.report ?? null;
    if (report !== this._report) {
      this._report = report;
      this.update();
    }
  }

  private readonly _activeChanged = new Signal<this, void>(this);
  private _model: HygieneModel | null = null;
  private _report: IReport | null = null;
}

function summary(report: IReport, trans: TranslationBundle): string {
  const counts = countBySeverity(report.findings);
  const present = SEVERITIES.filter(severity => counts[severity] > 0).map(
    severity => severityCount(severity, counts[severity], trans)
  );
  return trans.__(
    'Notebook Hygiene: %1, %2',
    verdictWords(report.verdict, trans),
    present.join(', ') || trans.__('no findings')
  );
}
