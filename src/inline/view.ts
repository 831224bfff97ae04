import { Cell } from '@jupyterlab/cells';
import { CodeMirrorEditor } from '@jupyterlab/codemirror';
import { NotebookPanel } from '@jupyterlab/notebook';
import { TranslationBundle } from '@jupyterlab/translation';
import { PanelLayout } from '@lumino/widgets';

import { IFinding, IReport, reaches } from '../findings';
import { measured } from '../measures';
import { SourceLines } from '../positions';
import { uniqueIds } from '../snapshot';
import { IHygieneTracker } from '../tokens';
import { CellBadge } from './badge';
import { renderCard } from './card';
import { CardRenderer, marksExtension, setMarks, showCard } from './marks';

interface ICellState {
  /** What the cell shows now, to leave alone what has not changed. */
  shown: string;
  badge: CellBadge | null;
  editor: CodeMirrorEditor | null;
  isAwaited: boolean;
}

/** The marks in one view of a notebook. They follow reports, never keystrokes. */
export class InlineView {
  constructor(
    private readonly _view: NotebookPanel,
    private readonly _tracker: IHygieneTracker,
    private readonly _trans: TranslationBundle
  ) {
    const model = _tracker.model(_view);
    const update = () => this.update();
    const updateOnReport = () => {
      if (model.report !== this._report) {
        this.update();
      }
    };
    model.changed.connect(updateOnReport);
    _tracker.choices.changed.connect(update);
    // A cell that is moved or converted gets a new widget, which begins without marks.
    const { cells } = _view.context.model;
    const updateSoon = () => this._updateSoon();
    cells.changed.connect(updateSoon);
    _view.disposed.connect(() => {
      window.cancelAnimationFrame(this._frame);
      cells.changed.disconnect(updateSoon);
      model.changed.disconnect(updateOnReport);
      _tracker.choices.changed.disconnect(update);
    });
    this.update();
  }

  /** Bring the cells in line with the report; cells that show it already are not touched. */
  update(): void {
    const end = measured('mldebt:render', 'inline');
    this._report = this._tracker.model(this._view).report;
    this._byCell = this._group();
    this._eachCell((cell, id) => this._updateCell(cell, id));
    end();
  }

  /** Show the card of the finding at the active cell's cursor. */
  showCard(): void {
    const editor = this._view.content.activeCell?.editor;
    if (editor instanceof CodeMirrorEditor) {
      showCard(editor.editor, this._card);
    }
  }

  private _updateSoon(): void {
    window.cancelAnimationFrame(this._frame);
    this._frame = window.requestAnimationFrame(() => this._updateNew());
  }

  private _updateNew(): void {
    this._eachCell((cell, id) => {
      if (!this._states.has(cell)) {
        this._updateCell(cell, id);
      }
    });
  }

  private _eachCell(visit: (cell: Cell, id: string) => void): void {
    const cells = this._view.content.widgets;
    const ids = uniqueIds(cells.map(cell => cell.model));
    cells.forEach((cell, i) => visit(cell, ids[i]));
  }

  private _group(): Map<string, IFinding[]> {
    const { inline, minimumSeverity } = this._tracker.choices.current;
    const groups = new Map<string, IFinding[]>();
    if (!inline) {
      return groups;
    }
    for (const finding of this._report?.findings ?? []) {
      const { cell, confidence, severity } = finding;
      if (
        cell &&
        confidence !== 'possible' &&
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

  private _updateCell(cell: Cell, id: string): void {
    const findings = this._byCell.get(id) ?? [];
    let state = this._states.get(cell);
    if (!state) {
      if (findings.length === 0) {
        return;
      }
      state = { shown: '', badge: null, editor: null, isAwaited: false };
      this._states.set(cell, state);
    }
    if (cell.isPlaceholder()) {
      this._await(cell, id, state);
      return;
    }
    const source = cell.model.sharedModel.getSource();
    const checked = this._tracker.model(this._view).cell(id);
    const shown = findings.length > 0 ? JSON.stringify(findings) : '';
    if (shown !== state.shown) {
      this._updateBadge(cell, state, findings);
    }
    // Where the text has changed since it was checked, the old marks move along until the next report.
    if (source !== checked?.source) {
      state.shown = 'outdated';
    } else if (shown !== state.shown) {
      this._updateMarks(cell, state, findings, source);
      state.shown = shown;
    }
  }

  /** Cells are rendered when they come into view, in most windowing modes; one wait for each is enough. */
  private _await(cell: Cell, id: string, state: ICellState): void {
    if (!state.isAwaited) {
      state.isAwaited = true;
      void cell.ready.then(() => {
        state.isAwaited = false;
        if (!cell.isDisposed) {
          this._updateCell(cell, id);
        }
      });
    }
  }

  private _updateBadge(
    cell: Cell,
    state: ICellState,
    findings: readonly IFinding[]
  ): void {
    if (findings.length === 0) {
      state.badge?.dispose();
      state.badge = null;
      return;
    }
    if (!state.badge) {
      state.badge = new CellBadge(this._show, this._trans);
      // In the cell's own layout it stays with the cell when a windowed notebook takes it off the page.
      (cell.layout as PanelLayout).insertWidget(1, state.badge);
    }
    state.badge.setFindings(findings);
  }

  private _updateMarks(
    cell: Cell,
    state: ICellState,
    findings: readonly IFinding[],
    source: string
  ): void {
    const { editor } = cell;
    if (!(editor instanceof CodeMirrorEditor)) {
      return;
    }
    if (state.editor !== editor) {
      editor.injectExtension(marksExtension(this._card));
      state.editor = editor;
    }
    const lines = new SourceLines(source);
    setMarks(
      editor.editor,
      findings.flatMap(finding =>
        finding.span ? [{ finding, ranges: lines.segments(finding.span) }] : []
      )
    );
  }

  private readonly _show = (finding: IFinding): void =>
    this._tracker.show(finding);
  private readonly _card: CardRenderer = findings =>
    renderCard(findings, this._show, this._trans);
  private _byCell: ReadonlyMap<string, readonly IFinding[]> = new Map();
  private _frame = 0;
  private _report: IReport | null = null;
  private readonly _states = new WeakMap<Cell, ICellState>();
}
