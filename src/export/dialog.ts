import { Dialog } from '@jupyterlab/apputils';
import { TranslationBundle } from '@jupyterlab/translation';
import { Message } from '@lumino/messaging';

import '../../style/export.css';
import { GateBody } from './body';
import { IGateAnswer } from './view';

const CANCEL = 0;
const ANYWAY = 1;
const EXPORT = 2;

/** The checklist before an export. Which of its buttons are there depends on what the notebook is like. */
export class GateDialog extends Dialog<IGateAnswer> {
  constructor(
    title: string,
    private readonly _gate: GateBody,
    trans: TranslationBundle
  ) {
    super({
      title,
      body: _gate,
      buttons: [
        Dialog.cancelButton({
          label: trans.__('Cancel'),
          className: 'mldebt-GateCancel'
        }),
        Dialog.warnButton({
          label: trans.__('Export anyway'),
          actions: ['anyway'],
          className: 'mldebt-GateAnyway'
        }),
        Dialog.okButton({
          label: trans.__('Export'),
          className: 'mldebt-GateExport'
        })
      ],
      defaultButton: CANCEL,
      focusNodeSelector: '.mldebt-GateRow-show'
    });
    this.addClass('mldebt-Gate');
    this.node.setAttribute('aria-label', title);
    _gate.changed.connect(this._showButtons, this);
    this._showButtons();
    void this.ready.then(() => this._focus());
  }

  /** Go on with the export, as nothing speaks against it. */
  pass(): void {
    super.resolve(EXPORT);
  }

  resolve(index?: number): void {
    const wanted = index ?? this._default;
    if (wanted !== CANCEL && wanted !== this._accept) {
      return;
    }
    if (wanted === ANYWAY && !this._gate.hasReason()) {
      return;
    }
    super.resolve(wanted);
  }

  /** Take the keyboard at once, and not only when the body has been drawn: keys must not go to the notebook below. */
  protected onAfterAttach(msg: Message): void {
    super.onAfterAttach(msg);
    this.node.querySelector<HTMLElement>('.mldebt-GateCancel')?.focus();
  }

  protected _evtKeydown(event: KeyboardEvent): void {
    const { target } = event;
    const isInBody = target instanceof Node && this._gate.node.contains(target);
    if (isInBody && event.key === 'Enter') {
      if ((target as Element).matches('.mldebt-Gate-reasonInput')) {
        event.preventDefault();
        event.stopPropagation();
        this.resolve(this._accept ?? CANCEL);
      }
      return; // else it is the button's, or whatever has the focus
    }
    if (isInBody && event.key.startsWith('Arrow')) {
      return;
    }
    if (
      event.key === 'Escape' &&
      (target as Element).closest?.('.mldebt-FixPreview-body')
    ) {
      return; // closes the preview
    }
    super._evtKeydown(event);
  }

  /** The button that exports; none while there is nothing to go by, and where the administrator forbids it. */
  private get _accept(): number | null {
    if (this._gate.isLoading || this._gate.isBlocked) {
      return null;
    }
    return this._gate.fails ? ANYWAY : EXPORT;
  }

  private get _default(): number {
    return this._accept === EXPORT ? EXPORT : CANCEL;
  }

  private _showButtons(): void {
    const shown =
      this._accept === EXPORT
        ? 'export'
        : this._accept === ANYWAY
          ? 'anyway'
          : 'none';
    this.node.dataset.accept = shown;
    void this._gate.renderPromise?.then(() => this._focus());
  }

  /** To the first line that fails, else to the button that Enter means, unless the focus is somewhere already. */
  private _focus(): void {
    if (!this.isAttached) {
      return;
    }
    const { activeElement } = document;
    const cancel = this.node.querySelector('.mldebt-GateCancel');
    if (
      this.node.contains(activeElement) &&
      activeElement !== this.node &&
      activeElement !== cancel
    ) {
      return;
    }
    const first =
      this.node.querySelector<HTMLElement>('.mldebt-GateRow-show') ??
      this.node.querySelector<HTMLElement>(
        this._default === EXPORT ? '.mldebt-GateExport' : '.mldebt-GateCancel'
      );
    first?.focus();
  }
}
