import {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { INotebookTracker } from '@jupyterlab/notebook';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import { HygieneApi } from '../api';
import { Choices } from '../settings';
import { IHygieneTracker } from '../tokens';
import { HygieneTracker } from '../tracker';

/** Watches the notebooks and has them checked. The settings are filed under its name. */
export const trackerPlugin: JupyterFrontEndPlugin<IHygieneTracker> = {
  id: 'mldebt-lab:plugin',
  description: 'Checks the notebooks that are open.',
  autoStart: true,
  requires: [INotebookTracker],
  optional: [ISettingRegistry, ITranslator],
  provides: IHygieneTracker,
  activate: (
    app: JupyterFrontEnd,
    notebooks: INotebookTracker,
    registry: ISettingRegistry | null,
    translator: ITranslator | null
  ): IHygieneTracker => {
    const choices = new Choices(
      (translator ?? nullTranslator).load('mldebt_lab')
    );
    registry?.load(trackerPlugin.id).then(
      settings => choices.follow(settings),
      reason =>
        console.warn('mldebt-lab goes on with its default settings:', reason)
    );
    return new HygieneTracker({
      api: new HygieneApi(app.serviceManager.serverSettings),
      choices,
      notebooks,
      activate: id => app.shell.activateById(id)
    });
  }
};
