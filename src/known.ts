import { HygieneModel } from './model';
import { NewSince } from './settings';

/** What is asked for the findings that were known before. */
export interface IKnownOptions {
  since(): NewSince;
  fetch(path: string, since: NewSince): Promise<readonly string[] | null>;
}

/** Tells a model which findings were known before: once for each path, and anew when somebody asks for a check. */
export class KnownFindings {
  constructor(
    private readonly _model: HygieneModel,
    private readonly _options: IKnownOptions
  ) {
    _model.changed.connect(() => this.refresh());
  }

  /** Ask if there is something to ask that was not asked yet. */
  refresh(): void {
    const { path, report } = this._model;
    const since = this._options.since();
    if (report && (path !== this._path || since !== this._since)) {
      void this._ask(path, since);
    }
  }

  /** Ask anew with the next report. */
  forget(): void {
    this._path = null;
  }

  private async _ask(path: string, since: NewSince): Promise<void> {
    this._path = path;
    this._since = since;
    let known: readonly string[] | null = null;
    if (since !== 'off') {
      try {
        known = await this._options.fetch(path, since);
      } catch {
        // Findings are shown without saying which are new; the next check asks again.
      }
    }
    const isLatest = path === this._path && since === this._since;
    if (isLatest && (known !== null || this._model.isNew !== null)) {
      this._model.setBaseline(known && new Set(known));
    }
  }

  private _path: string | null = null;
  private _since: NewSince | null = null;
}
