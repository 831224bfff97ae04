import { IFinding, IReport } from '../findings';
import { ICellChange, ICellSource, ICheckRequest } from '../snapshot';

/** A finding, with what a test does not care about filled in. */
export function finding(parts: Partial<IFinding> = {}): IFinding {
  return {
    code: 'NDX101',
    name: 'used-before-definition',
    message: 'Uses `x`, defined later',
    severity: 'error',
    confidence: 'proven',
    evidence: 'static',
    cell: { id: 'a', index: 0, execution_count: 1 },
    span: null,
    related: [],
    fingerprint: 'f',
    fix: null,
    practices: [],
    ...parts
  };
}

/** A report with these findings. */
export function report(...findings: IFinding[]): IReport {
  return {
    path: 'a.ipynb',
    language: 'python',
    verdict: 'plausible',
    verdict_findings: [],
    findings,
    checklist: [],
    accesses: [],
    cells: [],
    ignored: [],
    limits: []
  };
}

/** A request for a notebook with one cell. */
export function request(source: string): ICheckRequest {
  return {
    path: 'a.ipynb',
    kernel: { id: null, started: null, language: 'python', version: null },
    cells: [
      {
        id: 'a',
        type: 'code',
        source,
        execution_count: null,
        has_output: false,
        error: null,
        tags: [],
        ignore: []
      }
    ],
    session: { events: [], deleted: [] },
    ignore: [],
    answers: null,
    profile: null,
    rules: { select: null, ignore: [] }
  };
}

/** A cell's model that counts how often its source is read. */
export class ExampleCell implements ICellSource {
  constructor(
    readonly id: string,
    public source: string
  ) {}

  readonly type = 'code';
  executionCount: number | null = null;
  items: { type: string; toJSON(): unknown }[] = [];
  metadata: Record<string, unknown> = {};
  reads = 0;

  get outputs() {
    return { length: this.items.length, get: (i: number) => this.items[i] };
  }

  getMetadata(key: string): unknown {
    return this.metadata[key];
  }

  readonly sharedModel = {
    getSource: () => {
      this.reads++;
      return this.source;
    },
    changed: {
      connect: (slot: (sender: unknown, change: ICellChange) => void) => {
        this._slots.push(slot);
        return true;
      }
    }
  };

  /** How many listen to changes. */
  get listeners(): number {
    return this._slots.length;
  }

  edit(source: string): void {
    this.source = source;
    this.emit({ sourceChange: [{ insert: source }] });
  }

  emit(change: ICellChange): void {
    this._slots.forEach(slot => slot(this, change));
  }

  private readonly _slots: ((s: unknown, c: ICellChange) => void)[] = [];
}
