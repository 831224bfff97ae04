import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { TranslationBundle } from '@jupyterlab/translation';

import { texts } from './snapshot';

/** A setting that only an administrator can change. */
export interface ILock {
  readonly name: string;
  /** Where it is said: a file, or the name of a server's setting. */
  readonly origin: string;
}

// JupyterLab reads an administrator's settings from it as defaults.
const OVERRIDES = 'overrides.json';

/** What an administrator has locked by the defaults of our settings; what users write there does not count. */
export function lockedByDefaults(
  settings: ISettingRegistry.ISettings
): readonly ILock[] {
  return texts(settings.default('locked')).map(name => ({
    name,
    origin: OVERRIDES
  }));
}

/** Have the Settings Editor show what is locked, and say by whom. */
export function showLocks(
  settings: ISettingRegistry.ISettings,
  locks: readonly ILock[],
  trans: TranslationBundle
): void {
  const properties = settings.schema.properties ?? {};
  for (const { name, origin } of locks) {
    const property = properties[name] as IShownSetting | undefined;
    if (property && !property.readOnly) {
      setReadOnly(property);
      property.description = `${lockedSentence(origin, trans)} ${property.description ?? ''}`;
    }
  }
}

/** As much of a setting's schema as the editor is told by. */
interface IShownSetting {
  readOnly?: boolean;
  description?: string;
  readonly anyOf?: readonly IShownSetting[];
  readonly items?: IShownSetting;
}

function setReadOnly(setting: IShownSetting): void {
  setting.readOnly = true;
  setting.anyOf?.forEach(setReadOnly);
  if (setting.items) {
    setReadOnly(setting.items);
  }
}

/** Why a control is disabled. */
export function lockedSentence(
  origin: string,
  trans: TranslationBundle
): string {
  return trans.__('Set by the administrator: %1.', origin);
}
