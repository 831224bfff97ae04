import { Extension } from '@codemirror/state';
import { Cell } from '@jupyterlab/cells';
import { CodeMirrorEditor } from '@jupyterlab/codemirror';
import { TranslationBundle } from '@jupyterlab/translation';
import { Panel, PanelLayout } from '@lumino/widgets';

import { IFinding } from '../findings';
import { SourceLines } from '../positions';
import { CellBadge } from './badge';
import { canShowMarks, setMarks } from './marks';
import { StateChip } from './stateChip';

/** What the marks of a cell need. */
export interface ICellMarksOptions {
  /** What an editor needs to show underlines, if it has not got it yet. */
  readonly extension: Extension;
  readonly trans: TranslationBundle;
  /** Have a finding shown in the panel. */
  show(finding: IFinding): void;
}

/** What a cell is to show, and the source that the findings are about. */
export interface IMarked {
  readonly findings: readonly IFinding[];
  /** The cell's state, where it says something. */
  readonly state: string;
  readonly checkedSource: string | undefined;
}

/** The marks of one cell that is rendered: its underlines and its badge. Each is touched only when it changes. */
export class CellMarks {
  constructor(
    private readonly _cell: Cell,
    private readonly _options: ICellMarksOptions
  ) {}

  /** Whether the cell shows this already. */
  isShowing(marked: IMarked): boolean {
    const key = this._keyOf(marked.findings);
    return (
      marked.state === this._state &&
      key === this._badgeKey &&
      (key === this._marksKey || !this._isFor(marked))
    );
  }

  /** Show this. */
  show(marked: IMarked): void {
    const { findings, state } = marked;
    const key = this._keyOf(findings);
    if (state !== this._state) {
      this._state = state;
      this._showState(state);
    }
    if (key !== this._badgeKey) {
      this._badgeKey = key;
      this._showBadge(findings);
    }
    // Where the text has changed since it was checked, the old underlines move along until the next report.
    if (key !== this._marksKey && this._isFor(marked)) {
      this._marksKey = key;
      this._showUnderlines(findings);
    }
  }

  /** As long as findings say the same they are the same objects. */
  private _keyOf(findings: readonly IFinding[]): string {
    if (!isSame(findings, this._keyed.findings)) {
      this._keyed = { findings, key: keyOf(findings) };
    }
    return this._keyed.key;
  }

  private _isFor({ findings, checkedSource }: IMarked): boolean {
    return findings.length === 0 || this._source === checkedSource;
  }

  private get _source(): string {
    return this._cell.model.sharedModel.getSource();
  }

  private _showBadge(findings: readonly IFinding[]): void {
    if (findings.length === 0) {
      this._badge?.dispose();
      this._badge = null;
      return;
    }
    if (!this._badge) {
      this._badge = new CellBadge(this._options.show, this._options.trans);
      // In the cell's own layout it stays with the cell when a windowed notebook takes it off the page.
      (this._cell.layout as PanelLayout).insertWidget(1, this._badge);
    }
    this._badge.setFindings(findings);
  }

  private _showState(state: string): void {
    const wrapper = this._cell.inputArea?.parent;
    if (state === NOTHING || !(wrapper instanceof Panel)) {
      this._chip?.dispose();
      this._chip = null;
      return;
    }
    if (!this._chip) {
      this._chip = new StateChip(this._options.trans);
      wrapper.addWidget(this._chip);
    }
    this._chip.setState(state);
  }

  private _showUnderlines(findings: readonly IFinding[]): void {
    const { editor } = this._cell;
    if (!(editor instanceof CodeMirrorEditor)) {
      return;
    }
    if (!canShowMarks(editor.editor)) {
      editor.injectExtension(this._options.extension);
    }
    const lines = new SourceLines(this._source);
    setMarks(
      editor.editor,
      findings.flatMap(finding =>
        finding.span ? [{ finding, ranges: lines.segments(finding.span) }] : []
      )
    );
  }

  private _badge: CellBadge | null = null;
  private _badgeKey = NOTHING;
  private _chip: StateChip | null = null;
  private _keyed: { findings: readonly IFinding[]; key: string } = {
    findings: [],
    key: NOTHING
  };
  private _marksKey = NOTHING;
  private _state = NOTHING;
}

const NOTHING = '';

function isSame(a: readonly IFinding[], b: readonly IFinding[]): boolean {
  return a.length === b.length && a.every((finding, i) => finding === b[i]);
}

/** All of the findings that marks show. The cell's index is not: it changes whenever a cell above is inserted. */
function keyOf(findings: readonly IFinding[]): string {
  return findings.length === 0
    ? NOTHING
    : JSON.stringify(
        findings.map(f => [
          f.fingerprint,
          f.severity,
          f.confidence,
          f.evidence,
          f.message,
          f.span,
          f.cell?.execution_count
        ])
      );
}
