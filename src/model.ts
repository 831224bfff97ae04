import { ISignal, Signal } from '@lumino/signaling';

import { CheckFailure } from './failure';
import { IFinding, IReport } from './findings';
import { ICellBody, ICheckRequest } from './snapshot';

/** What a model asks of its surroundings. */
export interface IModelOptions {
  /** Read the notebook as it is now. */
  read(): ICheckRequest;
  /** Have it checked. */
  send(request: ICheckRequest, signal: AbortSignal): Promise<IReport>;
}

/**
 * What is known about one notebook: the latest report, what it was a report on, and whether a newer one is under way.
 *
 * At most one request is under way, so that edits never pile up work on the server; what changes meanwhile is checked
 * when the answer is there. Only the answer to the latest request counts, in whatever order answers arrive.
 */
export class HygieneModel {
  constructor(private readonly _options: IModelOptions) {}

  /** Emitted when anything here has changed. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** The latest report; it stays while a newer one is under way, and after a failure. */
  get report(): IReport | null {
    return this._report;
  }

  /** The latest check's failure, if it failed. */
  get failure(): CheckFailure | null {
    return this._failure;
  }

  /** Whether a check is under way. */
  get isChecking(): boolean {
    return this._abort !== null;
  }

  /** The notebook's path at the latest check. */
  get path(): string {
    return this._path;
  }

  /** A cell as it was when the report was made. */
  cell(id: string): ICellBody | undefined {
    return this._cells.get(id);
  }

  /** The cells as they were when the report was made, in their order. */
  get cells(): Iterable<ICellBody> {
    return this._cells.values();
  }

  /** The findings, also before the first report. */
  get findings(): readonly IFinding[] {
    return this._report?.findings ?? [];
  }

  /**
   * Check the notebook as it is now. While a check is under way, another one follows it; `force` gives the former up
   * instead.
   */
  async check(force = false): Promise<void> {
    if (this._disposed) {
      return;
    }
    if (this._abort && !force) {
      this._again = true;
      return;
    }
    this._abort?.abort();
    this._again = false;
    const abort = (this._abort = new AbortController());
    const number = ++this._latest;
    let outcome: { report: IReport; request: ICheckRequest } | CheckFailure;
    try {
      const request = this._options.read();
      this._path = request.path;
      this._changed.emit();
      const report = await this._options.send(request, abort.signal);
      outcome = { report, request };
    } catch (reason) {
      outcome = CheckFailure.from(reason);
    }
    if (this._disposed || number !== this._latest) {
      return;
    }
    this._abort = null;
    if (outcome instanceof CheckFailure) {
      this._failure = outcome;
    } else {
      this._failure = null;
      this._report = outcome.report;
      this._cells = new Map(outcome.request.cells.map(c => [c.id, c]));
    }
    this._changed.emit();
    if (this._again) {
      await this.check();
    }
  }

  /** Give up what is under way, and say nothing any more. */
  dispose(): void {
    if (this._disposed) {
      return;
    }
    this._disposed = true;
    this._abort?.abort();
    this._abort = null;
    Signal.clearData(this);
  }

  private _abort: AbortController | null = null;
  private _again = false;
  private _cells: ReadonlyMap<string, ICellBody> = new Map();
  private readonly _changed = new Signal<this, void>(this);
  private _disposed = false;
  private _failure: CheckFailure | null = null;
  private _latest = 0;
  private _path = '';
  private _report: IReport | null = null;
}
