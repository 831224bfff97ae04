import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ISignal, Signal } from '@lumino/signaling';

import { SEVERITIES, Severity } from './findings';

/** What a user can choose; the defaults are those of `schema/lab/plugin.json`. */
export interface IChoices {
  /** How long after the last edit the notebook is checked, in milliseconds. */
  readonly debounce: number;
  /** Whether cells carry marks. */
  readonly inline: boolean;
  /** From which severity on. */
  readonly minimumSeverity: Severity;
}

const DEFAULTS: IChoices = {
  debounce: 400,
  inline: true,
  minimumSeverity: 'warning'
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
  async toggleInline(): Promise<void> {
    const inline = !this._current.inline;
    if (this._settings) {
      await this._settings.set('inline', inline);
    } else {
      this._current = { ...this._current, inline };
      this._changed.emit();
    }
  }

  private _load(): void {
    const { debounce, inline, minimumSeverity } = this._settings!.composite;
    this._current = {
      debounce: typeof debounce === 'number' ? debounce : DEFAULTS.debounce,
      inline: typeof inline === 'boolean' ? inline : DEFAULTS.inline,
      minimumSeverity:
        SEVERITIES.find(s => s === minimumSeverity) ?? DEFAULTS.minimumSeverity
    };
    this._changed.emit();
  }

  private readonly _changed = new Signal<this, void>(this);
  private _current = DEFAULTS;
  private _settings: ISettingRegistry.ISettings | null = null;
}
