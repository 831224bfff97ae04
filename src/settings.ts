import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { TranslationBundle } from '@jupyterlab/translation';
import { PartialJSONValue } from '@lumino/coreutils';
import { ISignal, Signal } from '@lumino/signaling';

import { Confidence, CONFIDENCES, SEVERITIES, Severity } from './findings';
import { ILock, lockedByDefaults, showLocks } from './locks';
import { texts } from './snapshot';

/** After what a notebook is checked: anything that changes it, a save, a run; or only when somebody asks. */
export const RUN_TRIGGERS = ['live', 'onSave', 'onRun', 'manual'] as const;
export type RunTrigger = (typeof RUN_TRIGGERS)[number];

/** What is compared with: the baseline file or else the last commit, one of them, or nothing. */
export const NEW_SINCE = ['auto', 'baseline', 'head', 'off'] as const;
export type NewSince = (typeof NEW_SINCE)[number];

/** What findings show in the cells: nothing, badges and words, or underlines too. */
export const INLINE = ['off', 'marks', 'marks+underline'] as const;
export type Inline = (typeof INLINE)[number];

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
  /** Which marks cells carry. */
  readonly inline: Inline;
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
  inline: 'marks+underline',
  minimumSeverity: 'warning',
  minimumConfidence: 'likely',
  useKernelEvidence: 'ask',
  checklist: 'default',
  exportGate: 'ask',
  exportGateAlways: false
};

/** The user's choices, kept in JupyterLab's settings where there are any, else for as long as the page is open. */
export class Choices {
  constructor(private readonly _trans: TranslationBundle) {}

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

  /** Switch the marks in the cells off, or on as they were. */
  toggleInline(): Promise<void> {
    const isOn = this._current.inline !== 'off';
    return this.setInline(isOn ? 'off' : this._inlineWhenOn);
  }

  /** Choose which marks cells carry. */
  setInline(inline: Inline): Promise<void> {
    return this._set({ inline });
  }

  /** Who has locked a choice; null if the user may choose. */
  lockOf(name: keyof IChoices): string | null {
    return this._locks.find(lock => lock.name === name)?.origin ?? null;
  }

  /** Everything that an administrator has locked. */
  get locks(): readonly ILock[] {
    return this._locks;
  }

  /** Take note of what the server has locked. */
  setServerLocks(locks: readonly ILock[]): void {
    this._serverLocks = locks;
    if (locks.length > 0) {
      this._load();
    }
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
        if (this.lockOf(key as keyof IChoices) === null) {
          await this._settings.set(key, value as PartialJSONValue);
        }
      }
    } else {
      this._current = { ...this._current, ...choice };
      this._changed.emit();
    }
  }

  private _load(): void {
    const settings = this._settings;
    if (!settings) {
      this._locks = this._serverLocks;
      this._changed.emit();
      return;
    }
    const locks = lockedByDefaults(settings);
    this._locks = [...locks, ...this._serverLocks];
    showLocks(settings, this._locks, this._trans);
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
    } = {
      ...settings.composite,
      ...Object.fromEntries(
        locks.map(({ name }) => [name, settings.default(name)])
      )
    } as Partial<Record<keyof IChoices, unknown>>;
    const triggers = RUN_TRIGGERS.filter(t => texts(run).includes(t));
    this._current = {
      run: triggers.length > 0 ? triggers : DEFAULTS.run,
      select: Array.isArray(select) ? texts(select) : DEFAULTS.select,
      ignore: texts(ignore),
      newSince: NEW_SINCE.find(s => s === newSince) ?? DEFAULTS.newSince,
      debounce: typeof debounce === 'number' ? debounce : DEFAULTS.debounce,
      inline:
        inline === false
          ? 'off'
          : (INLINE.find(choice => choice === inline) ?? DEFAULTS.inline),
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
    if (this._current.inline !== 'off') {
      this._inlineWhenOn = this._current.inline;
    }
    this._changed.emit();
  }

  private readonly _changed = new Signal<this, void>(this);
  private _current = DEFAULTS;
  private _inlineWhenOn = DEFAULTS.inline;
  private _locks: readonly ILock[] = [];
  private _serverLocks: readonly ILock[] = [];
  private _settings: ISettingRegistry.ISettings | null = null;
}
