/** @jest-environment jsdom */
import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import type { TranslationBundle } from '@jupyterlab/translation';

import { IFinding } from '../findings';
import { ICardActions, renderCard } from '../inline/card';
import { canShowMarks, marksExtension, setMarks } from '../inline/marks';
import { finding } from './examples';

const trans = {
  __: (message: string, ...args: unknown[]) =>
    message.replace(/%(\d)/g, (_, n) => String(args[n - 1])),
  _n: (one: string, _: string, n: number) => one.replace('%1', String(n))
} as TranslationBundle;
const actions: ICardActions = {
  trans,
  fixing: {
    preview: () => ({ cells: [], changes: [], refusal: null }),
    apply: () => null
  },
  rules: () => Promise.resolve(new Map()),
  reveal: () => undefined,
  show: () => undefined
};
const card = (findings: readonly IFinding[], more = {}) =>
  renderCard(findings, { ...actions, ...more }, () => undefined);

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
    const { dom } = card([finding({ message: hostile, code: '<i>' })]);
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
    const { dom } = card([it], { show: (f: IFinding) => shown.push(f) });
    dom.querySelector<HTMLElement>('.mldebt-Card-more')!.click();
    expect(shown).toEqual([it]);
    const press = new MouseEvent('mousedown', { cancelable: true });
    dom.dispatchEvent(press);
    expect(press.defaultPrevented).toBe(true);
  });

  it('offers to ignore only where somebody takes care of that', () => {
    const ignored: IFinding[] = [];
    const it = finding();
    const query = '.mldebt-Card-ignore';
    expect(card([it]).dom.querySelector(query)).toBeNull();
    const { dom } = card([it], { ignore: (f: IFinding) => ignored.push(f) });
    dom.querySelector<HTMLElement>(query)!.click();
    expect(ignored).toEqual([it]);
  });

  it('is closed by Escape, which goes no further', () => {
    const closed: boolean[] = [];
    const { dom, destroy } = renderCard([finding()], actions, hadFocus =>
      closed.push(hadFocus)
    );
    const heard = jest.fn();
    document.body.append(dom);
    document.body.addEventListener('keydown', heard);
    dom.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Escape', bubbles: true })
    );
    expect(closed).toEqual([true]);
    expect(heard).not.toHaveBeenCalled();
    destroy();
    expect(dom.childElementCount).toBe(0);
    dom.remove();
  });
});
