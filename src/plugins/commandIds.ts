import { ICommandPalette } from '@jupyterlab/apputils';
import { TranslationBundle } from '@jupyterlab/translation';

/** The commands' names; users bind keys to them, so they stay. */
export const CommandIDs = {
  checkNow: 'mldebt:check',
  nextFinding: 'mldebt:next-finding',
  previousFinding: 'mldebt:previous-finding',
  showPanel: 'mldebt:show-panel',
  toggleInline: 'mldebt:toggle-inline'
};

/** What commands without arguments say of their arguments. */
export const NO_ARGS = { args: { type: 'object', properties: {} } };

/** Put commands into the palette, where there is one. */
export function offer(
  palette: ICommandPalette | null,
  commands: readonly string[],
  trans: TranslationBundle
): void {
  const category = trans.__('Notebook Hygiene');
  commands.forEach(command => palette?.addItem({ command, category }));
}
