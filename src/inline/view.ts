import { Extension } from '@codemirror/state';
import { Cell } from '@jupyterlab/cells';
import { CodeMirrorEditor } from '@jupyterlab/codemirror';
import { NotebookPanel } from '@jupyterlab/notebook';
import { TranslationBundle } from '@jupyterlab/translation';

import { stateWords } from '../cellStates';
import { IFinding, IReport, isAsSure, reaches } from '../findings';
import { measured } from '../measures';
import { HygieneModel } from '../model';
import { uniqueIds } from '../snapshot';
import { IHygieneTracker } from '../tokens';
import { CellMarks, ICellMarksOptions, IMarked } from './cellMarks';
import { CardLoader, showCard } from './marks';

// How long cells may be marked at a stretch: a frame.
const SLICE_MS = 16;

/** What the views of all notebooks have in common. */
export interface IInlineOptions {
  readonly tracker: IHygieneTracker;
  readonly trans: TranslationBundle;
  readonly extension: Extension;
  readonly card: CardLoader;
}

interface ITask {
  readonly cell: Cell;
  readonly marked: IMarked;
}

/** The marks in one view of a notebook. They follow reports, never keystrokes. */
export class InlineView {
  constructor(
    private readonly _view: NotebookPanel,
    private readonly _options: IInlineOptions
  ) {
    const { tracker, trans, extension } = _options;
    this._cellOptions = {
      extension,
      trans,
      show: finding => tracker.show(finding)
    };
    const model = (this._model = tracker.model(_view));
    const update = () => this.update();
    const updateOnReport = () => {
      if (model.report !== this._report) {
        this.update();
      }
    };
    model.changed.connect(updateOnReport);
    tracker.choices.changed.connect(update);
    // A cell that is moved or converted gets a new widget, which begins without marks.
    const { cells } = _view.context.model;
    const updateSoon = () => {
      window.cancelAnimationFrame(this._frame);
      this._frame = window.requestAnimationFrame(update);
    };
    cells.changed.connect(updateSoon);
    _view.disposed.connect(() => {
      window.cancelAnimationFrame(this._frame);
      window.clearTimeout(this._timer);
      cells.changed.disconnect(updateSoon);
      model.changed.disconnect(updateOnReport);
      tracker.choices.changed.disconnect(update);
    });
    this.update();
  }

  /** Bring the cells in line with the report, first those that can be seen. */
  update(): void {
    const end = measured('mldebt:render', 'inline');
    window.clearTimeout(this._timer);
    this._report = this._model.report;
    // What is marked stays known to the keyboard, and has its card, also where it is not underlined.
    this._view.toggleClass(
      'mldebt-mod-noUnderline',
      this._options.tracker.choices.current.inline === 'marks'
    );
    this._byCell = this._group();
    this._states = this._statesToShow();
    this._run(this._tasks());
    end();
  }

  /** Show the card of the finding at the active cell's cursor, and put the keyboard into it if wanted. */
  async showCard(takesFocus = false): Promise<boolean> {
    const render = await this._options.card();
    const editor = this._view.content.activeCell?.editor;
    return (
      editor instanceof CodeMirrorEditor &&
      showCard(editor.editor, render, takesFocus)
    );
  }

  /** The findings that are marked, by cell. */
  private _group(): Map<string, IFinding[]> {
    const { inline, minimumConfidence, minimumSeverity } =
      this._options.tracker.choices.current;
    const groups = new Map<string, IFinding[]>();
    if (inline === 'off') {
      return groups;
    }
    for (const finding of this._report?.findings ?? []) {
      const { cell, confidence, severity } = finding;
      if (
        cell &&
        isAsSure(confidence, minimumConfidence) &&
        reaches(severity, minimumSeverity)
      ) {
        const group = groups.get(cell.id);
        if (group) {
          group.push(finding);
        } else {
          groups.set(cell.id, [finding]);
        }
      }
    }
    return groups;
  }

  /** The states that say something, by cell. */
  private _statesToShow(): Map<string, string> {
    const { tracker, trans } = this._options;
    const facts =
      (tracker.choices.current.inline !== 'off' && this._report?.cells) || [];
    // Of a thousand cells most are in one of a few states.
    const telling = [...new Set(facts.map(({ state }) => state))].filter(
      state => stateWords(state, trans) !== null
    );
    return new Map(
      facts
        .filter(({ state }) => telling.includes(state))
        .map(({ id, state }) => [id, state])
    );
  }

  /** The cells that do not show yet what they should. */
  private _tasks(): ITask[] {
    const cells = this._view.content.widgets;
    const tasks: ITask[] = [];
    this._readIds();
    for (const cell of cells) {
      const id = this._ids.get(cell.model)!;
      const marks = this._marks.get(cell);
      if (!marks && !this._byCell.has(id) && !this._states.has(id)) {
        continue;
      }
      if (cell.isPlaceholder()) {
        this._await(cell);
      } else {
        const marked = this._marked(id);
        if (!marks?.isShowing(marked)) {
          tasks.push({ cell, marked });
        }
      }
    }
    return this._seenFirst(tasks);
  }

  private _readIds(): void {
    const models = this._view.content.widgets.map(cell => cell.model);
    const ids = uniqueIds(models);
    this._ids = new Map(models.map((model, i) => [model, ids[i]]));
  }

  private _marked(id: string): IMarked {
    return {
      findings: this._byCell.get(id) ?? [],
      state: this._states.get(id) ?? '',
      checkedSource: this._model.cell(id)?.source
    };
  }

  private _seenFirst(tasks: ITask[]): ITask[] {
    const { top, bottom } = this._view.content.node.getBoundingClientRect();
    const isSeen = ({ cell }: ITask) => {
      const rect = cell.node.getBoundingClientRect();
      return rect.bottom > top && rect.top < bottom;
    };
    const seen = new Set(tasks.filter(isSeen));
    return [...seen, ...tasks.filter(task => !seen.has(task))];
  }

  private _run(tasks: readonly ITask[]): void {
    const deadline = performance.now() + SLICE_MS;
    let done = 0;
    while (done < tasks.length && performance.now() < deadline) {
      const { cell, marked } = tasks[done++];
      if (!cell.isDisposed) {
        this._marksOf(cell).show(marked);
      }
    }
    if (done < tasks.length) {
      this._timer = window.setTimeout(() => this._run(tasks.slice(done)));
    }
  }

  private _marksOf(cell: Cell): CellMarks {
    let marks = this._marks.get(cell);
    if (!marks) {
      marks = new CellMarks(cell, this._cellOptions);
      this._marks.set(cell, marks);
    }
    return marks;
  }

  /** Cells are rendered when they come into view, in most windowing modes; one wait for each is enough. */
  private _await(cell: Cell): void {
    if (this._awaited.has(cell)) {
      return;
    }
    this._awaited.add(cell);
    void cell.ready.then(() => {
      if (!cell.isDisposed) {
        if (!this._ids.has(cell.model)) {
          this._readIds();
        }
        this._marksOf(cell).show(this._marked(this._ids.get(cell.model)!));
      }
    });
  }

  private readonly _awaited = new WeakSet<Cell>();
  private _byCell: ReadonlyMap<string, readonly IFinding[]> = new Map();
  private readonly _cellOptions: ICellMarksOptions;
  private _frame = 0;
  private _ids: ReadonlyMap<object, string> = new Map();
  private readonly _marks = new WeakMap<Cell, CellMarks>();
  private readonly _model: HygieneModel;
  private _report: IReport | null = null;
  private _states: ReadonlyMap<string, string> = new Map();
  private _timer = 0;
}
