import {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { IStatusBar } from '@jupyterlab/statusbar';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import { StatusItem } from '../status/statusItem';
import { IHygieneTracker } from '../tokens';
import { CommandIDs } from './commandIds';

/** An item in the status bar, where there is one. */
export const statusPlugin: JupyterFrontEndPlugin<void> = {
  id: 'mldebt-lab:status',
  description: 'Shows verdict and counts in the status bar.',
  autoStart: true,
  requires: [IHygieneTracker],
  optional: [IStatusBar, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    tracker: IHygieneTracker,
    statusBar: IStatusBar | null,
    translator: ITranslator | null
  ): void => {
    if (!statusBar) {
      return;
    }
    const trans = (translator ?? nullTranslator).load('mldebt_lab');
    const item = new StatusItem(
      tracker,
      trans,
      () => void app.commands.execute(CommandIDs.showPanel)
    );
    statusBar.registerStatusItem('mldebt-lab:status', {
      item,
      align: 'left',
      rank: 6,
      isActive: () => item.isActive,
      activeStateChanged: item.activeChanged
    });
  }
};
