import { TranslationBundle } from '@jupyterlab/translation';
import { Widget } from '@lumino/widgets';

import { IFinding, SEVERITIES } from '../findings';
import { SEVERITY_PATHS } from '../icons';
import { cellName, severityWord } from '../words';

const SVG = 'http://www.w3.org/2000/svg';

/** The one mark beside a cell: how bad, how many. It leads to the panel. */
export class CellBadge extends Widget {
  constructor(
    private readonly _show: (finding: IFinding) => void,
    private readonly _trans: TranslationBundle
  ) {
    super({ node: document.createElement('button') });
    this.addClass('mldebt-Badge');
    this.node.setAttribute('type', 'button');
    this.node.addEventListener('click', event => {
      // The notebook would take the click for one on the cell.
      event.stopPropagation();
      if (this._worst) {
        this._show(this._worst);
      }
    });
    this.node.addEventListener('mousedown', event => event.stopPropagation());
    // In command mode the notebook takes Enter and Space for itself.
    this.node.addEventListener('keydown', event => {
      if (event.key === 'Enter' || event.key === ' ') {
        event.stopPropagation();
      }
    });
  }

  /** Show these findings, of which there is at least one. */
  setFindings(findings: readonly IFinding[]): void {
    const severity = SEVERITIES.find(s =>
      findings.some(f => f.severity === s)
    )!;
    const worst = findings.find(f => f.severity === severity)!;
    this._worst = worst;
    this.node.dataset.severity = severity;
    this.node.dataset.cellId = worst.cell?.id ?? '';
    this.node.dataset.count = String(findings.length);
    const label = this._trans._n(
      '%1 finding in %2, highest: %3',
      '%1 findings in %2, highest: %3',
      findings.length,
      worst.cell ? cellName(worst.cell, this._trans) : '',
      severityWord(severity, this._trans)
    );
    this.node.setAttribute('aria-label', label);
    this.node.title = label;

    const icon = document.createElementNS(SVG, 'svg');
    icon.setAttribute('viewBox', '0 0 16 16');
    icon.setAttribute('aria-hidden', 'true');
    const path = icon.appendChild(document.createElementNS(SVG, 'path'));
    path.setAttribute('d', SEVERITY_PATHS[severity]);
    path.setAttribute('fill-rule', 'evenodd');
    this.node.replaceChildren(icon);
    if (findings.length > 1) {
      const count = this.node.appendChild(document.createElement('span'));
      count.textContent =
        findings.length > 99 ? '99+' : String(findings.length);
    }
  }

  private _worst: IFinding | null = null;
}
