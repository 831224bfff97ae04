import { Extension, StateEffect, StateField } from '@codemirror/state';
import {
  closeHoverTooltips,
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

/** Makes the card that explains findings. `close` is told whether the keyboard was in it. */
export type CardRenderer = (
  findings: readonly IFinding[],
  close: (hadFocus: boolean) => void
) => ICardView;

/** Fetches what makes cards: most pages never show one. */
export type CardLoader = () => Promise<CardRenderer>;

/** A card on the page. */
export interface ICardView {
  readonly dom: HTMLElement;
  destroy(): void;
}

/** A card that was asked for by keyboard. One that takes the focus stays when the editor loses it. */
interface IShownCard {
  readonly tooltip: Tooltip;
  readonly takesFocus: boolean;
}

const setMarksEffect = StateEffect.define<readonly IMark[]>();
const showCardEffect = StateEffect.define<IShownCard | null>();
const blurEffect = StateEffect.define<null>();

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
const cardField = StateField.define<IShownCard | null>({
  create: () => null,
  update: (card, transaction) => {
    for (const effect of transaction.effects) {
      if (effect.is(showCardEffect)) {
        return effect.value;
      }
      if (effect.is(blurEffect)) {
        return card?.takesFocus ? card : null;
      }
    }
    return transaction.docChanged || transaction.selection ? null : card;
  },
  provide: field => showTooltip.from(field, card => card?.tooltip ?? null)
});

function decorate(marks: readonly IMark[], length: number): DecorationSet {
  const decorations = marks.flatMap(({ finding, ranges }) =>
    ranges
      .map(({ from, to }) => ({ from, to: Math.min(to, length) }))
      .filter(({ from, to }) => from < to)
      .map(({ from, to }) =>
        Decoration.mark({
          class: `mldebt-mark mldebt-mark-${finding.severity}`,
          attributes: {
            'data-code': finding.code,
            'data-fingerprint': finding.fingerprint,
            'data-confidence': finding.confidence
          },
          finding
        }).range(from, to)
      )
  );
  return Decoration.set(decorations, true);
}

function findingsAt(view: EditorView, pos: number, end = pos): IFinding[] {
  const found: IFinding[] = [];
  view.state.field(marksField).between(pos, end, (from, to, { spec }) => {
    if (!found.includes(spec.finding)) {
      found.push(spec.finding);
    }
  });
  return found;
}

function card(
  pos: number,
  findings: readonly IFinding[],
  render: CardRenderer,
  takesFocus = false
): Tooltip {
  return {
    pos,
    above: false,
    create: view => {
      const shown = render(findings, hadFocus => {
        view.dispatch({
          effects: [showCardEffect.of(null), closeHoverTooltips]
        });
        if (hadFocus) {
          view.focus();
        }
      });
      return {
        ...shown,
        mount: () => {
          if (takesFocus) {
            // The editor places the card first: what lies out of sight would be scrolled to.
            window.requestAnimationFrame(() =>
              shown.dom.querySelector('button')?.focus()
            );
          }
        }
      };
    }
  };
}

/** What an editor needs to show marks and their cards. */
export function marksExtension(load: CardLoader): Extension {
  return [
    marksField,
    cardField,
    hoverTooltip((view, pos) => {
      const findings = findingsAt(view, pos);
      return findings.length > 0
        ? load().then(render => card(pos, findings, render))
        : null;
    }),
    // A cell clips what sticks out of it, so cards hang on the page.
    tooltips({ parent: document.body, position: 'fixed' }),
    EditorView.focusChangeEffect.of((_, focusing) =>
      focusing ? null : blurEffect.of(null)
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

/**
 * Show the card of what is marked at the cursor, for those who come by keyboard. One that takes the focus is also that
 * of what is marked elsewhere in the line. False if there is nothing.
 */
export function showCard(
  view: EditorView,
  render: CardRenderer,
  takesFocus = false
): boolean {
  if (!canShowMarks(view)) {
    return false;
  }
  const pos = view.state.selection.main.head;
  let findings = findingsAt(view, pos);
  if (takesFocus && findings.length === 0) {
    const { from, to } = view.state.doc.lineAt(pos);
    findings = findingsAt(view, from, to);
  }
  if (findings.length === 0) {
    return false;
  }
  const tooltip = card(pos, findings, render, takesFocus);
  view.dispatch({ effects: showCardEffect.of({ tooltip, takesFocus }) });
  return true;
}
