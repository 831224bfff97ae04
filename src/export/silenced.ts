import { IStateDB } from '@jupyterlab/statedb';

const KEY = 'mldebt-lab:silenced-exports';
const MOST = 500;

/** The notebooks that nobody wants to be asked about, kept with the page's state and never in the notebooks. */
export class SilencedNotebooks {
  constructor(private readonly _state: IStateDB | null) {}

  async has(path: string): Promise<boolean> {
    return (await this._paths()).includes(path);
  }

  async set(path: string, isSilenced: boolean): Promise<void> {
    const others = (await this._paths()).filter(other => other !== path);
    this._known = isSilenced ? [...others, path].slice(-MOST) : others;
    await this._state?.save(KEY, [...this._known]);
  }

  private async _paths(): Promise<readonly string[]> {
    if (!this._known) {
      const stored = await this._state?.fetch(KEY).catch(() => undefined);
      this._known = Array.isArray(stored)
        ? stored.filter((path): path is string => typeof path === 'string')
        : [];
    }
    return this._known;
  }

  private _known: readonly string[] | null = null;
}
