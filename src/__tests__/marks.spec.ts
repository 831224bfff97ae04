/** @jest-environment jsdom */
import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

import { IFinding } from '../findings';
import {
  canShowMarks,
  marksExtension,
  setMarks,
  showCard
} from '../inline/marks';
import { finding } from './examples';

/** A card that says which findings it is of. */
const card = (findings: readonly IFinding[]) => {
  const dom = document.createElement('div');
  dom.className = 'card';
  dom.textContent = findings.map(({ code }) => code).join();
  return { dom, destroy: () => undefined };
};

function editor(doc: string) {
  const changes: string[] = [];
  const view = new EditorView({
    state: EditorState.create({
      doc,
      extensions: [
        marksExtension(async () => card),
        EditorView.updateListener.of(update => {
          if (update.docChanged) {
            changes.push(update.state.doc.toString());
          }
        })
      ]
    })
  });
  const marked = () =>
    Array.from(view.dom.querySelectorAll('.mldebt-mark'), mark => [
      mark.textContent,
      mark.className,
      mark.getAttribute('data-code')
    ]);
  return { changes, marked, view };
}

describe('marks', () => {
  it('underline what was found, and change nothing in the text', () => {
    const { changes, marked, view } = editor('df = late');
    setMarks(view, [{ finding: finding(), ranges: [{ from: 5, to: 9 }] }]);
    expect(marked()).toEqual([
      ['late', 'mldebt-mark mldebt-mark-error', 'NDX101']
    ]);
    expect(changes).toEqual([]);
    setMarks(view, []);
    expect(marked()).toEqual([]);
  });

  it('move with the text until the next report', () => {
    const { marked, view } = editor('df = late');
    setMarks(view, [{ finding: finding(), ranges: [{ from: 5, to: 9 }] }]);
    view.dispatch({ changes: { from: 0, insert: 'new_' } });
    expect(marked()[0][0]).toBe('late');
  });

  it('take ranges in any order, overlapping, and beyond the end', () => {
    const { marked, view } = editor('df = late');
    const warning = finding({ severity: 'warning', code: 'NDR201' });
    setMarks(view, [
      { finding: finding(), ranges: [{ from: 5, to: 90 }] },
      { finding: warning, ranges: [{ from: 0, to: 9 }] },
      { finding: warning, ranges: [{ from: 50, to: 60 }] }
    ]);
    expect(marked().map(([text]) => text)).toContain('late');
    expect(marked().some(([, , code]) => code === 'NDR201')).toBe(true);
  });

  it('are not asked of editors that have no place for them', () => {
    expect(canShowMarks(editor('').view)).toBe(true);
    expect(canShowMarks(new EditorView())).toBe(false);
  });
});

describe('the card', () => {
  it('is that of what is marked at the cursor, or with the keyboard in the line', () => {
    const { view } = editor('df = late\nx = 1');
    const mark = { finding: finding(), ranges: [{ from: 5, to: 9 }] };
    setMarks(view, [mark]);
    expect(showCard(view, card)).toBe(false);
    expect(showCard(view, card, true)).toBe(true);
    view.dispatch({ selection: { anchor: 6 } });
    expect(showCard(view, card)).toBe(true);
    view.dispatch({ selection: { anchor: 12 } });
    expect(showCard(view, card, true)).toBe(false);
  });
});
