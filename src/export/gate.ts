import { showErrorMessage } from '@jupyterlab/apputils';
import { NotebookPanel } from '@jupyterlab/notebook';
import { TranslationBundle } from '@jupyterlab/translation';

import { CheckFailure } from '../failure';
import { HygieneModel } from '../model';
import { NOWHERE } from '../panel/surroundings';
import { serverPath } from '../serverPath';
import { IHygieneTracker } from '../tokens';
import { GateBody } from './body';
import { GateDialog } from './dialog';
import { IExportFormat } from './formats';
import { IGatePolicy, NO_POLICY } from './policy';
import { gateRows, IGateRow } from './rows';
import { SilencedNotebooks } from './silenced';

// A check that takes longer is not waited for without a word.
const PATIENCE_MS = 600;

/** What the gate asks of its surroundings. */
export interface IGateOptions {
  readonly tracker: IHygieneTracker;
  readonly silenced: SilencedNotebooks;
  readonly trans: TranslationBundle;
  /** Open the panel. */
  showPanel(): void;
}

/** Comes before exports: checks the notebook as it is in the page, and asks if something speaks against it. */
export class ExportGate {
  constructor(private readonly _options: IGateOptions) {}

  /**
   * The format that the notebook is to be exported to; null if it is not to be exported. With `always` the checklist is
   * shown also where nothing speaks against the export.
   */
  async pass(
    view: NotebookPanel,
    formats: readonly IExportFormat[],
    always = false
  ): Promise<string | null> {
    if (this._isOpen) {
      return null;
    }
    this._isOpen = true;
    try {
      return await this._pass(view, formats, always);
    } finally {
      this._isOpen = false;
    }
  }

  private async _pass(
    view: NotebookPanel,
    formats: readonly IExportFormat[],
    always: boolean
  ): Promise<string | null> {
    const { silenced, tracker } = this._options;
    const path = serverPath(view.context);
    const choices = tracker.choices.current;
    const policy = await tracker.api.exportPolicy().catch(() => NO_POLICY);
    const isSilenced = policy.mode === null && (await silenced.has(path));
    const mode = policy.mode ?? choices.exportGate;
    if (!always && (mode === 'off' || isSilenced)) {
      return formats[0].name;
    }
    const model = tracker.model(view);
    const mayPass = () =>
      !always &&
      (model.failure
        ? model.failure.kind === 'missing'
        : !choices.exportGateAlways &&
          model.report !== null &&
          gateRows(model.report).length === 0);
    let isChecked = false;
    const checked = this._checked(view, model).then(() => {
      isChecked = true;
    });
    await Promise.race([checked, later(PATIENCE_MS)]);
    if (isChecked && mayPass()) {
      return formats[0].name;
    }
    return this._ask(view, formats, policy, {
      isSilenced,
      checked: isChecked ? null : checked,
      mayPass
    });
  }

  private async _ask(
    view: NotebookPanel,
    formats: readonly IExportFormat[],
    policy: IGatePolicy,
    options: {
      isSilenced: boolean;
      /** The check, if it is still under way. */
      checked: Promise<void> | null;
      mayPass(): boolean;
    }
  ): Promise<string | null> {
    const { showPanel, silenced, tracker, trans } = this._options;
    const path = serverPath(view.context);
    let shown: IGateRow | 'all' | null = null;
    const leave = (to: IGateRow | 'all') => {
      shown = to;
      dialog.reject();
    };
    const check = () => void tracker.check(view);
    const body = new GateBody({
      model: tracker.model(view),
      policy,
      formats,
      isSilenced: options.isSilenced,
      isLoading: options.checked !== null,
      surroundings: {
        ...NOWHERE,
        trans,
        rules: () => tracker.api.rules(),
        fixPlace: { tracker, shown: { show: check } }
      },
      show: leave,
      showAll: () => leave('all'),
      check
    });
    const name = view.title.label;
    const title =
      formats.length > 1
        ? trans.__('Check and export “%1”', name)
        : trans.__('Before you export “%1” as %2', name, formats[0].label);
    const dialog = new GateDialog(title, body, trans);
    void options.checked?.then(() => {
      if (!body.isDisposed) {
        if (options.mayPass()) {
          dialog.pass();
        } else {
          body.loaded();
        }
      }
    });
    const { button, value } = await dialog.launch();
    if (shown !== null) {
      await this._go(shown, showPanel);
    }
    if (!button.accept || !value) {
      return null;
    }
    if (policy.mode === null && value.isSilenced !== options.isSilenced) {
      await silenced.set(path, value.isSilenced);
    }
    const anyway = button.actions.includes('anyway');
    if (value.box || value.strip || anyway) {
      const { report } = tracker.model(view);
      try {
        await tracker.api.exportIntent({
          path,
          format: value.format,
          choices: {
            box: value.box,
            strip: value.strip,
            anyway,
            profile: report?.checklist[0]?.profile ?? null
          },
          reason: anyway ? value.reason : ''
        });
      } catch (reason) {
        await showErrorMessage(
          trans.__('The notebook was not exported'),
          trans.__(
            'What you chose could not be handed to the server: %1',
            CheckFailure.from(reason).message
          )
        );
        return null;
      }
    }
    return value.format;
  }

  /** Have the notebook checked as it is now, and wait for the answer, or for that to a later question. */
  private async _checked(
    view: NotebookPanel,
    model: HygieneModel
  ): Promise<void> {
    await this._options.tracker.check(view);
    while (model.isChecking) {
      await new Promise<void>(resolve => {
        const once = () => {
          model.changed.disconnect(once);
          resolve();
        };
        model.changed.connect(once);
      });
    }
  }

  private async _go(
    to: IGateRow | 'all',
    showPanel: () => void
  ): Promise<void> {
    const finding =
      to === 'all' ? undefined : to.findings.find(({ cell }) => cell !== null);
    if (finding) {
      await this._options.tracker.reveal(finding);
    } else {
      showPanel();
    }
  }

  private _isOpen = false;
}

function later(milliseconds: number): Promise<void> {
  return new Promise(resolve => window.setTimeout(resolve, milliseconds));
}
