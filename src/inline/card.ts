import { TranslationBundle } from '@jupyterlab/translation';

import { IFinding } from '../findings';
import { messageParts } from '../message';
import { confidenceWord, evidenceWord, severityWord } from '../words';

/** The card that explains findings in the editor. All text is set as text: it may come from the notebook. */
export function renderCard(
  findings: readonly IFinding[],
  show: (finding: IFinding) => void,
  trans: TranslationBundle
): HTMLElement {
  const card = document.createElement('div');
  card.className = 'mldebt-Card';
  card.setAttribute('role', 'status');
  // A press must not take the focus from the editor, or the card would be gone before the click.
  card.addEventListener('mousedown', event => event.preventDefault());
  for (const finding of findings) {
    const item = card.appendChild(document.createElement('div'));
    item.className = 'mldebt-Card-item';
    item.dataset.code = finding.code;
    item.dataset.severity = finding.severity;

    const head = item.appendChild(document.createElement('div'));
    head.className = 'mldebt-Card-head';
    add(head, 'mldebt-Card-severity', severityWord(finding.severity, trans));
    add(head, 'mldebt-Card-code', finding.code);
    add(
      head,
      'mldebt-Card-tags',
      `${evidenceWord(finding.evidence, trans)} · ${confidenceWord(finding.confidence, trans)}`
    );

    const message = item.appendChild(document.createElement('div'));
    message.className = 'mldebt-Card-message';
    for (const { text, isCode } of messageParts(finding.message)) {
      const part = document.createElement(isCode ? 'code' : 'span');
      part.textContent = text;
      message.appendChild(part);
    }

    const more = item.appendChild(document.createElement('button'));
    more.className = 'mldebt-Card-more';
    more.textContent = trans.__('Show in the panel');
    more.addEventListener('click', () => show(finding));
  }
  return card;
}

function add(parent: HTMLElement, className: string, text: string): void {
  const span = parent.appendChild(document.createElement('span'));
  span.className = className;
  span.textContent = text;
}
