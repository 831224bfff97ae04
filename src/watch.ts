import { ISessionContext } from '@jupyterlab/apputils';
import { NotebookPanel } from '@jupyterlab/notebook';
import { Kernel } from '@jupyterlab/services';

import { HygieneApi } from './api';
import { kernelHistory } from './kernelHistory';
import { IKernelMessage, KernelListener } from './listener';
import { measured } from './measures';
import { HygieneModel } from './model';
import { ReportReader } from './reportReader';
import { serverPath } from './serverPath';
import { SessionLog } from './session';
import { IChoices, RunTrigger } from './settings';
import { CellReader, ICheckRequest, ignoresIn, METADATA } from './snapshot';

// Runs, moves and deletions come in bursts, as in "run all".
const SETTLE_MS = 60;

// What of the notebook's metadata a check depends on.
const METADATA_KEYS = new Set(['kernelspec', 'language_info', METADATA]);

/** What a watch asks of its surroundings. */
export interface IWatchOptions {
  readonly api: HygieneApi;
  /** How long to wait after an edit, in milliseconds. */
  debounce(): number;
  /** What the user has chosen. */
  choices(): IChoices;
  /** The name of the checklist to be answered. */
  profile(): string;
  /** Whether anyone can see what a check would find. */
  isNeeded(): boolean;
}

/**
 * Watches one document, however many views it has: its cells, its kernel and its path. Decides when it is checked.
 */
export class NotebookWatch {
  constructor(
    view: NotebookPanel,
    private readonly _options: IWatchOptions
  ) {
    const { context } = view;
    this._context = context;
    this.model = new HygieneModel({
      read: () => this._read(),
      send: (request, signal) =>
        _options.api.check(request, this._reports, signal),
      ended: n => this._log.ended(n)
    });
    this._reader = new CellReader((_, kind) =>
      this.schedule(kind === 'source' ? _options.debounce() : SETTLE_MS)
    );
    this._listener = new KernelListener(this._log, () =>
      this.schedule(SETTLE_MS, 'onRun')
    );
    context.saveState.connect((_, state) => {
      if (state === 'completed' && this._isStale) {
        this.schedule(0, 'onSave');
      }
    });
    context.model.cells.changed.connect(() => this.schedule(SETTLE_MS));
    context.model.metadataChanged.connect((_, change) => {
      if (METADATA_KEYS.has(change.key)) {
        this.schedule(SETTLE_MS);
      }
    });
    context.pathChanged.connect(() => this.schedule(SETTLE_MS));
    this._followKernel(context.sessionContext);
  }

  readonly model: HygieneModel;

  /** Check after a while; each call begins the wait anew. */
  schedule(delay: number, trigger: RunTrigger = 'live'): void {
    this._isStale = true;
    const { run } = this._options.choices();
    if (run.includes('live') || run.includes(trigger)) {
      this._isDue = true;
      window.clearTimeout(this._timer);
      if (this._options.isNeeded()) {
        this._timer = window.setTimeout(() => this.refresh(), delay);
      }
    }
  }

  /** Check if anything has changed since the last check and someone can see it. */
  refresh(): void {
    // Without the server extension there is nothing to ask, until someone says otherwise.
    const isPointless = this.model.failure?.kind === 'missing';
    if (this._isUnasked()) {
      void this.compareWithKernel().catch(() => undefined);
    }
    const { run } = this._options.choices();
    const isManual = run.every(trigger => trigger === 'manual');
    const isDue = run.includes('live')
      ? this._isStale || this._profile !== this._options.profile()
      : this._isDue && this._isStale && !isManual;
    if (isDue && !isPointless && this._options.isNeeded()) {
      void this.check();
    }
  }

  /** Ask the kernel what it was given to run, and check with that. False if it cannot be asked. */
  async compareWithKernel(): Promise<boolean> {
    const kernel = this._context.sessionContext.session?.kernel;
    const kernelId = this._log.kernelId;
    this._askedKernel = kernelId;
    const history = kernel ? await kernelHistory(kernel) : null;
    // It may have been restarted meanwhile.
    if (history && kernelId === this._log.kernelId) {
      this._log.setHistory(history);
      this.schedule(0);
    }
    return history !== null;
  }

  /** Check now. */
  async check(force = false): Promise<void> {
    window.clearTimeout(this._timer);
    this._isStale = false;
    this._isDue = false;
    await this.model.check(force);
  }

  dispose(): void {
    window.clearTimeout(this._timer);
    this.model.dispose();
  }

  /** Whether the kernel has not been asked yet, and may be without anyone choosing it now. */
  private _isUnasked(): boolean {
    return (
      this._options.choices().useKernelEvidence === 'yes' &&
      this._log.kernelId !== null &&
      this._log.kernelId !== this._askedKernel
    );
  }

  private _read(): ICheckRequest {
    const end = measured('mldebt:snapshot');
    const { model } = this._context;
    const cells = this._reader.read(model.cells);
    const { ignore, select } = this._options.choices();
    this._log.attribute(cells.filter(cell => cell.type === 'code'));
    const request = {
      path: serverPath(this._context),
      kernel: {
        id: this._log.kernelId,
        started: this._log.started,
        language: model.defaultKernelLanguage || null,
        version: model.getMetadata('language_info')?.version ?? null
      },
      cells,
      session: this._log.read(new Set(cells.map(cell => cell.id))),
      ignore: ignoresIn(model.getMetadata(METADATA)),
      answers: model.getMetadata(METADATA)?.checklist ?? null,
      profile: (this._profile = this._options.profile()),
      rules: { select, ignore }
    };
    end();
    return request;
  }

  private _followKernel(sessionContext: ISessionContext): void {
    const restart = () => {
      this._log.reset(sessionContext.session?.kernel?.id ?? null);
      this._listener.reset();
      this.schedule(SETTLE_MS);
    };
    const onMessage = (_: unknown, args: Kernel.IAnyMessageArgs) =>
      this._listener.observe(
        args.msg as unknown as IKernelMessage,
        args.direction
      );
    sessionContext.sessionChanged.connect((_, { newValue }) => {
      newValue?.anyMessage.connect(onMessage);
    });
    sessionContext.session?.anyMessage.connect(onMessage);
    sessionContext.kernelChanged.connect(restart);
    sessionContext.statusChanged.connect((_, status) => {
      if (status === 'restarting') {
        restart();
      } else if (status === 'autorestarting' || status === 'dead') {
        this._listener.died(sessionContext.session?.kernel?.id ?? null);
        this.schedule(SETTLE_MS);
      }
    });
    this._log.reset(sessionContext.session?.kernel?.id ?? null);
  }

  private readonly _context: NotebookPanel['context'] & {
    model: NonNullable<NotebookPanel['model']>;
  };
  private _askedKernel: string | null = null;
  private _isDue = true;
  private _isStale = true;
  private readonly _listener: KernelListener;
  private readonly _log = new SessionLog();
  private readonly _reader: CellReader;
  private readonly _reports = new ReportReader();
  private _profile: string | null = null;
  private _timer = 0;
}
