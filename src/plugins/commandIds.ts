import { ICommandPalette } from '@jupyterlab/apputils';
import { TranslationBundle } from '@jupyterlab/translation';

/** The commands' names; users bind keys to them, so they stay. */
export const CommandIDs = {
  checkAndExport: 'mldebt:check-and-export',
  checkNow: 'mldebt:check',
  copyLink: 'mldebt:copy-link',
  copyMarkdown: 'mldebt:copy-markdown',
  disableRule: 'mldebt:disable-rule',
  explain: 'mldebt:explain',
  ignore: 'mldebt:ignore',
  ignoreInCell: 'mldebt:ignore-in-cell',
  ignoreInNotebook: 'mldebt:ignore-in-notebook',
  ignoreInProject: 'mldebt:ignore-in-project',
  ignoreOnce: 'mldebt:ignore-once',
  compareWithKernel: 'mldebt:compare-with-kernel',
  nextFinding: 'mldebt:next-finding',
  showCard: 'mldebt:show-card',
  previousFinding: 'mldebt:previous-finding',
  restore: 'mldebt:restore',
  setInline: 'mldebt:set-inline',
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
