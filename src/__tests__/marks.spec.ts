/** @jest-environment jsdom */
import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import type { TranslationBundle } from '@jupyterlab/translation';

import { IFinding } from '../findings';
import { renderCard } from '../inline/card';
import { canShowMarks, marksExtension, setMarks } from '../inline/marks';
import { finding } from './examples';

const trans = { __: (message: string) => message } as TranslationBundle;
const card = (findings: readonly IFinding[], show = () => undefined) =>
  renderCard(findings, show, trans);

function editor(doc: string) {
  const changes: string[] = [];
  const view = new EditorView({
    state: EditorState.create({
      doc,
      extensions: [
        marksExtension(card),
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
  it('shows text from the notebook as text', () => {
    const hostile = 'Uses `<img src=x onerror=alert(1)>` & <b>more</b>';
    const dom = card([finding({ message: hostile, code: '<i>' })]);
    expect(dom.querySelector('img, b, i')).toBeNull();
    expect(dom.querySelector('code')?.textContent).toBe(
      '<img src=x onerror=alert(1)>'
    );
    expect(dom.querySelector('.mldebt-Card-message')?.textContent).toBe(
      'Uses <img src=x onerror=alert(1)> & <b>more</b>'
    );
  });

  it('leads to the panel, and leaves the focus where it is', () => {
    const shown: IFinding[] = [];
    const it = finding();
    const dom = renderCard([it], f => shown.push(f), trans);
    dom.querySelector('button')!.click();
    expect(shown).toEqual([it]);
    const press = new MouseEvent('mousedown', { cancelable: true });
    dom.dispatchEvent(press);
    expect(press.defaultPrevented).toBe(true);
  });
});
