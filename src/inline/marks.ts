import { Extension, StateEffect, StateField } from '@codemirror/state';
import {
  Decoration,
  DecorationSet,
  EditorView,
  hoverTooltip,
  showTooltip,
  Tooltip,
  tooltips
} from '@codemirror/view';

import { IFinding } from '../findings';
import { IRange } from '../positions';

/** A finding and where it is underlined. */
export interface IMark {
  readonly finding: IFinding;
  readonly ranges: readonly IRange[];
}

/** Makes the card that explains findings, as text. */
export type CardRenderer = (findings: readonly IFinding[]) => HTMLElement;

const setMarksEffect = StateEffect.define<readonly IMark[]>();
const showCardEffect = StateEffect.define<Tooltip | null>();

/** The underlines; between two reports they move with the text. */
const marksField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (marks, transaction) => {
    marks = marks.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (effect.is(setMarksEffect)) {
        marks = decorate(effect.value, transaction.newDoc.length);
      }
    }
    return marks;
  },
  provide: field => EditorView.decorations.from(field)
});

/** The card that was asked for by keyboard. It goes when the cursor moves or leaves. */
const cardField = StateField.define<Tooltip | null>({
  create: () => null,
  update: (card, transaction) => {
    for (const effect of transaction.effects) {
      if (effect.is(showCardEffect)) {
        return effect.value;
      }
    }
    return transaction.docChanged || transaction.selection ? null : card;
  },
  provide: field => showTooltip.from(field)
});

function decorate(marks: readonly IMark[], length: number): DecorationSet {
  const decorations = marks.flatMap(({ finding, ranges }) =>
    ranges
      .map(({ from, to }) => ({ from, to: Math.min(to, length) }))
      .filter(({ from, to }) => from < to)
      .map(({ from, to }) =>
        Decoration.mark({
          class: `mldebt-mark mldebt-mark-${finding.severity}`,
          attributes: { 'data-code': finding.code },
          finding
        }).range(from, to)
      )
  );
  return Decoration.set(decorations, true);
}

function findingsAt(view: EditorView, pos: number): IFinding[] {
  const found: IFinding[] = [];
  view.state.field(marksField).between(pos, pos, (from, to, { spec }) => {
    if (!found.includes(spec.finding)) {
      found.push(spec.finding);
    }
  });
  return found;
}

function card(
  pos: number,
  findings: readonly IFinding[],
  render: CardRenderer
): Tooltip {
  return {
    pos,
    above: false,
    create: () => ({ dom: render(findings) })
  };
}

/** What an editor needs to show marks and their cards. */
export function marksExtension(render: CardRenderer): Extension {
  return [
    marksField,
    cardField,
    hoverTooltip((view, pos) => {
      const findings = findingsAt(view, pos);
      return findings.length > 0 ? card(pos, findings, render) : null;
    }),
    // A cell clips what sticks out of it, so cards hang on the page.
    tooltips({ parent: document.body, position: 'fixed' }),
    EditorView.focusChangeEffect.of((_, focusing) =>
      focusing ? null : showCardEffect.of(null)
    )
  ];
}

/** Whether an editor can show marks. */
export function canShowMarks(view: EditorView): boolean {
  return view.state.field(marksField, false) !== undefined;
}

/** Replace an editor's marks. The text, its history and the notebook stay as they are. */
export function setMarks(view: EditorView, marks: readonly IMark[]): void {
  view.dispatch({ effects: setMarksEffect.of(marks) });
}

/** Show the card of what is marked at the cursor, for those who come by keyboard. */
export function showCard(view: EditorView, render: CardRenderer): void {
  const pos = view.state.selection.main.head;
  const findings = canShowMarks(view) ? findingsAt(view, pos) : [];
  if (findings.length > 0) {
    view.dispatch({
      effects: showCardEffect.of(card(pos, findings, render))
    });
  }
}
