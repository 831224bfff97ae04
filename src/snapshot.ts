import { ISession } from './session';

/** One cell as the server is told of it: of its outputs only whether there are any, and the error that it ended in. */
export interface ICellBody {
  readonly id: string;
  readonly type: string;
  readonly source: string;
  readonly execution_count: number | null;
  readonly has_output: boolean;
  readonly error: { readonly name: string; readonly message: string } | null;
  readonly tags: readonly string[];
  /** What the cell's metadata says to ignore, as it is: the server reads it. */
  readonly ignore: readonly unknown[];
}

/** What a check sends. */
export interface ICheckRequest {
  readonly path: string;
  readonly kernel: {
    readonly id: string | null;
    readonly started: string | null;
    readonly language: string | null;
    readonly version: string | null;
  };
  readonly cells: readonly ICellBody[];
  readonly session: ISession;
  /** What the notebook's metadata holds of answers to checklists, whatever it is. */
  readonly answers: unknown;
  /** The name of the checklist to be answered; null: the default one. */
  readonly profile: string | null;
  /** Which rules the user wants to be checked, where nobody else says so. */
  readonly rules: {
    readonly select: readonly string[] | null;
    readonly ignore: readonly string[];
  };
  /** What the notebook's metadata says to ignore, as it is. */
  readonly ignore: readonly unknown[];
}

// What a cell is in JSON; as long as it says the same it is the same object.
const cellTexts = new WeakMap<ICellBody, string>();

/** A request in JSON: in a large notebook one edit costs one cell. */
export function encodeRequest({ cells, ...rest }: ICheckRequest): string {
  const texts = cells.map(cell => {
    let text = cellTexts.get(cell);
    if (text === undefined) {
      cellTexts.set(cell, (text = JSON.stringify(cell)));
    }
    return text;
  });
  return `{"cells":[${texts.join(',')}],${JSON.stringify(rest).slice(1)}`;
}

/** As much of a cell's model as is read. */
export interface ICellSource {
  readonly id: string;
  readonly type: string;
  readonly executionCount?: number | null;
  readonly outputs?: {
    readonly length: number;
    get(index: number): { readonly type: string; toJSON(): unknown };
  };
  getMetadata(key: string): unknown;
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

/** What changed in a cell: its text, or what a run leaves behind. */
export type CellChangeKind = 'source' | 'run';

/**
 * Reads cells, and remembers what it read until the cell changes: in a large notebook one edit costs one cell.
 *
 * `onChange` is told of changes that matter. Most metadata, and more output where there is some already, do not.
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
    const bodies = Array.from(cells, cell => this._read(cell));
    const ids = uniqueIds(bodies);
    return bodies.map((body, i) =>
      body.id === ids[i] ? body : { ...body, id: ids[i] }
    );
  }

  private _read(cell: ICellSource): ICellBody {
    let body = this._known.get(cell);
    if (!body) {
      body = {
        id: cell.id,
        type: cell.type,
        source: cell.sharedModel.getSource(),
        ...besidesSource(cell)
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
        const now = { ...body, ...besidesSource(cell) };
        if (JSON.stringify(now) !== JSON.stringify(body)) {
          this._known.set(cell, now);
          this._onChange(cell, 'run');
        }
      }
    });
  }

  private readonly _followed = new WeakSet<ICellSource>();
  private readonly _known = new WeakMap<ICellSource, ICellBody>();
}

// A cell's id never changes, and asking its model for it takes longer than anything else in a large notebook.
const ids = new WeakMap<object, string>();

/** A cell's own id. */
export function idOf(cell: { readonly id: string }): string {
  let id = ids.get(cell);
  if (id === undefined) {
    ids.set(cell, (id = cell.id));
  }
  return id;
}

/**
 * The cells' ids, where ids that occur twice, as in notebooks put together by hand, are told apart: reports, marks and
 * jumps go by id.
 */
export function uniqueIds(cells: Iterable<{ readonly id: string }>): string[] {
  const seen = new Map<string, number>();
  return Array.from(cells, cell => {
    const id = idOf(cell);
    const times = (seen.get(id) ?? 0) + 1;
    seen.set(id, times);
    return times === 1 ? id : `${id}~${times}`;
  });
}

function besidesSource(
  cell: ICellSource
): Omit<ICellBody, 'id' | 'type' | 'source'> {
  return {
    execution_count: cell.executionCount ?? null,
    has_output: (cell.outputs?.length ?? 0) > 0,
    error: firstError(cell.outputs),
    tags: texts(cell.getMetadata('tags')),
    ignore: ignoresIn(cell.getMetadata(METADATA))
  };
}

// Rules look for a name in the message; a megabyte of it is of no use.
const MAX_ERROR_LENGTH = 2000;

function firstError(outputs: ICellSource['outputs']): ICellBody['error'] {
  for (let i = 0; i < (outputs?.length ?? 0); i++) {
    const output = outputs!.get(i);
    if (output.type === 'error') {
      const { ename, evalue } = output.toJSON() as Record<string, unknown>;
      return {
        name: String(ename ?? ''),
        message: String(evalue ?? '').slice(0, MAX_ERROR_LENGTH)
      };
    }
  }
  return null;
}

/** The key of what is ours in the metadata of notebooks and cells. */
export const METADATA = 'mldebt';

/** The entries of `ignore` in our part of some metadata, which may hold anything. */
export function ignoresIn(ours: unknown): readonly unknown[] {
  const ignore =
    typeof ours === 'object' && ours !== null
      ? (ours as { ignore?: unknown }).ignore
      : null;
  return Array.isArray(ignore) ? ignore : [];
}

/** The texts in a list from a notebook's metadata, which may hold anything. */
export function texts(value: unknown): string[] {
  return Array.isArray(value)
    ? value.filter((item): item is string => typeof item === 'string')
    : [];
}
