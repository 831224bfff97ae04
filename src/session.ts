import type { IKernelInput } from './kernelHistory';

/** How a run ended. `died`: the kernel ended in its midst, and all names with it. */
export type RunStatus = 'ok' | 'error' | 'aborted' | 'interrupted' | 'died';

/** One run in the kernel. A null cell is a console, another page or an extension. */
export interface IRunEvent {
  readonly n: number;
  readonly cell_id: string | null;
  readonly source: string;
  readonly status: RunStatus;
  /** The execution count that the kernel gave it; null for what did not come to its turn. */
  readonly count: number | null;
}

/** What was seen happening, as the server wants to be told. */
export interface ISession {
  readonly events: readonly IRunEvent[];
  readonly deleted: readonly string[];
  /** How many runs there were that the log does not hold: before the page listened, or too long ago. */
  readonly missed: number;
  /** What the kernel itself says that it was given to run, if it was asked. */
  readonly history: readonly IKernelInput[];
}

// Every check sends the log, so it is bounded: first the oldest runs are forgotten.
const MAX_EVENTS = 2000;

/**
 * What ran in one notebook's kernel since the kernel started, in order and with the source that each run had.
 *
 * It belongs to the document, so that all views of a notebook share it. It only remembers; the server says what it means.
 */
export class SessionLog {
  /** The kernel whose runs are logged. */
  get kernelId(): string | null {
    return this._kernelId;
  }

  /** Since when, as an ISO time. */
  get started(): string | null {
    return this._started;
  }

  /** Begin anew, for a kernel that has just been started, restarted, or found running. */
  reset(kernelId: string | null, now: Date = new Date()): void {
    this._kernelId = kernelId;
    this._started = kernelId === null ? null : now.toISOString();
    this._events = [];
    this._ended = new Map();
    this._history = [];
    this._missed = 0;
    this._n = 0;
    this._attributed = 0;
  }

  /** Note what the kernel itself says that it was given to run. */
  setHistory(history: readonly IKernelInput[]): void {
    this._history = history;
  }

  /** Note that a run has ended. */
  record(
    cellId: string | null,
    source: string,
    status: RunStatus,
    count: number | null = null,
    now: Date = new Date()
  ): void {
    if (count !== null && !this._events.some(event => event.count !== null)) {
      // A kernel counts from 1, so the first count tells what was missed.
      this._missed = Math.max(0, count - 1);
    }
    this._events.push({ n: ++this._n, cell_id: cellId, source, status, count });
    this._ended.set(this._n, now);
    while (this._events.length > MAX_EVENTS) {
      this._ended.delete(this._events.shift()!.n);
      this._missed++;
    }
  }

  /** When a run ended. */
  ended(n: number): Date | undefined {
    return this._ended.get(n);
  }

  /**
   * Say which cells the latest runs of other pages were: those whose text they have, if there is one such cell alone. A
   * kernel does not tell, and by their text they are found only until somebody edits the cell.
   */
  attribute(cells: Iterable<{ id: string; source: string }>): void {
    const isNew = (event: IRunEvent) => event.n > this._attributed;
    if (this._events.some(event => event.cell_id === null && isNew(event))) {
      const ids = new Map<string, string | null>();
      for (const { id, source } of cells) {
        const text = source.trim();
        ids.set(text, ids.has(text) ? null : id);
      }
      this._events = this._events.map(event =>
        event.cell_id === null && isNew(event)
          ? { ...event, cell_id: ids.get(event.source.trim()) ?? null }
          : event
      );
    }
    this._attributed = this._n;
  }

  /** The log for a notebook that holds these cells now: those that ran and are gone count as deleted. */
  read(present: ReadonlySet<string>): ISession {
    const deleted = new Set<string>();
    for (const { cell_id } of this._events) {
      if (cell_id !== null && !present.has(cell_id)) {
        deleted.add(cell_id);
      }
    }
    return {
      events: this._events.slice(),
      deleted: [...deleted],
      missed: this._missed,
      history: this._history
    };
  }

  /** The latest run whose cell has been looked for. */
  private _attributed = 0;
  private _ended = new Map<number, Date>();
  private _events: IRunEvent[] = [];
  private _history: readonly IKernelInput[] = [];
  private _kernelId: string | null = null;
  private _missed = 0;
  private _n = 0;
  private _started: string | null = null;
}
