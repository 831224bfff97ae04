import { ISignal, Signal } from '@lumino/signaling';

import { CheckFailure } from './failure';
import { IIgnored } from './facts';
import { IFinding, IReport } from './findings';
import { ICellBody, ICheckRequest } from './snapshot';

/** What a model asks of its surroundings. */
export interface IModelOptions {
  /** Read the notebook as it is now. */
  read(): ICheckRequest;
  /** Have it checked. */
  send(request: ICheckRequest, signal: AbortSignal): Promise<IReport>;
  /** When a run of the session ended, by its number. */
  ended?(n: number): Date | undefined;
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

  /**
   * The latest report; it stays while a newer one is under way, and after a failure. What is ignored for as long as
   * the page is open stands among what is ignored.
   */
  get report(): IReport | null {
    return this._shown;
  }

  /** The latest check's failure, if it failed. */
  get failure(): CheckFailure | null {
    return this._failure;
  }

  /** When the notebook, as it was checked, had run from top to bottom in a new kernel; null if that was not seen. */
  get ranThrough(): Date | null {
    const n = this._shown?.session?.ran_through ?? null;
    return n === null ? null : (this._options.ended?.(n) ?? null);
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
    return this._shown?.findings ?? [];
  }

  /** The findings that are not shown, because somebody said so. */
  get ignored(): readonly IIgnored[] {
    return this._shown?.ignored ?? [];
  }

  /** Do not show a finding for as long as the page is open. */
  ignoreOnce(fingerprint: string): void {
    this._once.add(fingerprint);
    this._show();
  }

  /** Show a finding again that was not to be shown for as long as the page is open. */
  restoreOnce(fingerprint: string): void {
    this._once.delete(fingerprint);
    this._show();
  }

  /** Tells by its fingerprint whether a finding is new; null as long as there is no baseline to compare with. */
  get isNew(): ((fingerprint: string) => boolean) | null {
    return this._isNew;
  }

  /** Compare with the findings of a baseline from now on, or with nothing. */
  setBaseline(fingerprints: ReadonlySet<string> | null): void {
    this._isNew = fingerprints && (f => !fingerprints.has(f));
    this._changed.emit();
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
      this._shown = withoutOnce(this._report, this._once);
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

  private _show(): void {
    this._shown = this._report && withoutOnce(this._report, this._once);
    this._changed.emit();
  }

  private _abort: AbortController | null = null;
  private _again = false;
  private _cells: ReadonlyMap<string, ICellBody> = new Map();
  private readonly _changed = new Signal<this, void>(this);
  private _disposed = false;
  private _failure: CheckFailure | null = null;
  private _isNew: ((fingerprint: string) => boolean) | null = null;
  private _latest = 0;
  private readonly _once = new Set<string>();
  private _path = '';
  private _report: IReport | null = null;
  private _shown: IReport | null = null;
}

function withoutOnce(report: IReport, once: ReadonlySet<string>): IReport {
  const isOnce = (finding: IFinding) => once.has(finding.fingerprint);
  if (!report.findings.some(isOnce)) {
    return report;
  }
  const ignored = report.findings.filter(isOnce).map((finding): IIgnored => ({
    fingerprint: finding.fingerprint,
    code: finding.code,
    message: finding.message,
    cell: finding.cell,
    span: finding.span,
    scope: 'once',
    reason: '',
    until: null,
    since: null,
    selector: finding.code,
    restore: null
  }));
  return {
    ...report,
    findings: report.findings.filter(finding => !isOnce(finding)),
    ignored: [...report.ignored, ...ignored]
  };
}
