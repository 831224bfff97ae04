import { ISession } from './session';

/** One cell as the server is told of it: no outputs, only whether there are any. */
export interface ICellBody {
  readonly id: string;
  readonly type: string;
  readonly source: string;
  readonly execution_count: number | null;
  readonly has_output: boolean;
}

/** What a check sends. */
export interface ICheckRequest {
  readonly path: string;
  readonly kernel: {
    readonly id: string | null;
    readonly started: string | null;
    readonly language: string | null;
  };
  readonly cells: readonly ICellBody[];
  readonly session: ISession;
}

/** As much of a cell's model as is read. */
export interface ICellSource {
  readonly id: string;
  readonly type: string;
  readonly executionCount?: number | null;
  readonly outputs?: { readonly length: number };
  readonly sharedModel: {
    getSource(): string;
    readonly changed: {
      connect(slot: (sender: unknown, change: ICellChange) => void): boolean;
    };
  };
}

/** As much of a cell's change as is looked at. */
export interface ICellChange {
  readonly sourceChange?: unknown;
}

/** What changed in a cell: its text, or its count or the presence of outputs. */
export type CellChangeKind = 'source' | 'run';

/**
 * Reads cells, and remembers what it read until the cell changes: in a large notebook one edit costs one cell.
 *
 * `onChange` is told of changes that matter. Metadata, and more output where there is some already, do not.
 */
export class CellReader {
  constructor(
    private readonly _onChange: (
      cell: ICellSource,
      kind: CellChangeKind
    ) => void
  ) {}

  /** The cells as they are now. */
  read(cells: Iterable<ICellSource>): ICellBody[] {
    return Array.from(cells, cell => this._read(cell));
  }

  private _read(cell: ICellSource): ICellBody {
    let body = this._known.get(cell);
    if (!body) {
      body = {
        id: cell.id,
        type: cell.type,
        source: cell.sharedModel.getSource(),
        ...runFacts(cell)
      };
      this._known.set(cell, body);
      this._follow(cell);
    }
    return body;
  }

  private _follow(cell: ICellSource): void {
    if (this._followed.has(cell)) {
      return;
    }
    this._followed.add(cell);
    cell.sharedModel.changed.connect((_, change) => {
      const body = this._known.get(cell);
      if (change.sourceChange !== undefined) {
        this._known.delete(cell);
        this._onChange(cell, 'source');
      } else if (body) {
        const now = runFacts(cell);
        if (
          now.execution_count !== body.execution_count ||
          now.has_output !== body.has_output
        ) {
          this._known.set(cell, { ...body, ...now });
          this._onChange(cell, 'run');
        }
      }
    });
  }

  private readonly _followed = new WeakSet<ICellSource>();
  private readonly _known = new WeakMap<ICellSource, ICellBody>();
}

function runFacts(
  cell: ICellSource
): Pick<ICellBody, 'execution_count' | 'has_output'> {
  return {
    execution_count: cell.executionCount ?? null,
    has_output: (cell.outputs?.length ?? 0) > 0
  };
}
