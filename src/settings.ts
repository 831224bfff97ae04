import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { PartialJSONValue } from '@lumino/coreutils';
import { ISignal, Signal } from '@lumino/signaling';

import { Confidence, CONFIDENCES, SEVERITIES, Severity } from './findings';
import { texts } from './snapshot';

/** After what a notebook is checked: anything that changes it, a save, a run; or only when somebody asks. */
export const RUN_TRIGGERS = ['live', 'onSave', 'onRun', 'manual'] as const;
export type RunTrigger = (typeof RUN_TRIGGERS)[number];

/** What is compared with: the baseline file or else the last commit, one of them, or nothing. */
export const NEW_SINCE = ['auto', 'baseline', 'head', 'off'] as const;
export type NewSince = (typeof NEW_SINCE)[number];

/** What a user can choose; the defaults are those of `schema/lab/plugin.json`. */
export interface IChoices {
  /** After what a notebook is checked. */
  readonly run: readonly RunTrigger[];
  /** The rules to check, where neither the project nor the server says which; null: those that are on by default. */
  readonly select: readonly string[] | null;
  /** The rules that are not checked, likewise. */
  readonly ignore: readonly string[];
  /** What findings have to be on top of to be called new. */
  readonly newSince: NewSince;
  /** How long after the last edit the notebook is checked, in milliseconds. */
  readonly debounce: number;
  /** Whether cells carry marks. */
  readonly inline: boolean;
  /** From which severity on. */
  readonly minimumSeverity: Severity;
  /** From which confidence on. */
  readonly minimumConfidence: Confidence;
  /** Whether kernels may be asked what they were given to run: on demand with a question, always, or never. */
  readonly useKernelEvidence: 'ask' | 'yes' | 'no';
  /** The name of the checklist that notebooks are held against. */
  readonly checklist: string;
  /** Whether a checklist comes before an export; an administrator may have decided. */
  readonly exportGate: 'off' | 'ask';
  /** Whether it comes also where nothing speaks against the export. */
  readonly exportGateAlways: boolean;
}

const KERNEL_EVIDENCE = ['ask', 'yes', 'no'] as const;

const DEFAULTS: IChoices = {
  run: ['live'],
  select: null,
  ignore: [],
  newSince: 'auto',
  debounce: 400,
  inline: true,
  minimumSeverity: 'warning',
  minimumConfidence: 'likely',
  useKernelEvidence: 'ask',
  checklist: 'default',
  exportGate: 'ask',
  exportGateAlways: false
};

/** The user's choices, kept in JupyterLab's settings where there are any, else for as long as the page is open. */
export class Choices {
  /** Emitted when a choice has changed. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get current(): IChoices {
    return this._current;
  }

  /** Take the choices from the settings from now on. */
  follow(settings: ISettingRegistry.ISettings): void {
    this._settings = settings;
    settings.changed.connect(this._load, this);
    this._load();
  }

  /** Switch the marks in the cells on or off. */
  toggleInline(): Promise<void> {
    return this._set({ inline: !this._current.inline });
  }

  /** Choose the checklist that notebooks are held against. */
  setChecklist(checklist: string): Promise<void> {
    return this._set({ checklist });
  }

  /** Have kernels asked from now on. */
  allowKernelEvidence(): Promise<void> {
    return this._set({ useKernelEvidence: 'yes' });
  }

  private async _set(choice: Partial<IChoices>): Promise<void> {
    if (this._settings) {
      for (const [key, value] of Object.entries(choice)) {
        await this._settings.set(key, value as PartialJSONValue);
      }
    } else {
      this._current = { ...this._current, ...choice };
      this._changed.emit();
    }
  }

  private _load(): void {
    const {
      checklist,
      debounce,
      exportGate,
      exportGateAlways,
      ignore,
      inline,
      minimumConfidence,
      minimumSeverity,
      newSince,
      run,
      select,
      useKernelEvidence
    } = this._settings!.composite;
    const triggers = RUN_TRIGGERS.filter(t => texts(run).includes(t));
    this._current = {
      run: triggers.length > 0 ? triggers : DEFAULTS.run,
      select: Array.isArray(select) ? texts(select) : DEFAULTS.select,
      ignore: texts(ignore),
      newSince: NEW_SINCE.find(s => s === newSince) ?? DEFAULTS.newSince,
      debounce: typeof debounce === 'number' ? debounce : DEFAULTS.debounce,
      inline: typeof inline === 'boolean' ? inline : DEFAULTS.inline,
      useKernelEvidence:
        KERNEL_EVIDENCE.find(choice => choice === useKernelEvidence) ??
        DEFAULTS.useKernelEvidence,
      minimumConfidence:
        CONFIDENCES.find(c => c === minimumConfidence) ??
        DEFAULTS.minimumConfidence,
      minimumSeverity:
        SEVERITIES.find(s => s === minimumSeverity) ?? DEFAULTS.minimumSeverity,
      checklist: typeof checklist === 'string' ? checklist : DEFAULTS.checklist,
      exportGate: exportGate === 'off' ? 'off' : DEFAULTS.exportGate,
      exportGateAlways: exportGateAlways === true
    };
    this._changed.emit();
  }

  private readonly _changed = new Signal<this, void>(this);
  private _current = DEFAULTS;
  private _settings: ISettingRegistry.ISettings | null = null;
}
