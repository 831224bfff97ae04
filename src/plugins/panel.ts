import {
  ILayoutRestorer,
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { IStateDB } from '@jupyterlab/statedb';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import { hygieneIcon } from '../icons';
import { HygienePanel } from '../panel/panel';
import { PanelState, readChoices } from '../panel/panelState';
import { IHygieneTracker } from '../tokens';
import { CommandIDs, NO_ARGS, offer } from './commandIds';

/** The panel in the right sidebar. It opens when asked to. */
export const panelPlugin: JupyterFrontEndPlugin<void> = {
  id: 'mldebt-lab:panel',
  description: 'Lists what was found in the current notebook.',
  autoStart: true,
  requires: [IHygieneTracker],
  optional: [ITranslator, ICommandPalette, ILayoutRestorer, IStateDB],
  activate: (
    app: JupyterFrontEnd,
    tracker: IHygieneTracker,
    translator: ITranslator | null,
    palette: ICommandPalette | null,
    restorer: ILayoutRestorer | null,
    states: IStateDB | null
  ): void => {
    const trans = (translator ?? nullTranslator).load('mldebt_lab');
    const state = new PanelState();
    if (states) {
      void keep(state, states);
    }
    const panel = new HygienePanel(tracker, state, trans);
    restorer?.add(panel, panel.id);
    app.shell.add(panel, 'right', { rank: 700, type: 'Notebook Hygiene' });
    tracker.showRequested.connect(() => app.shell.activateById(panel.id));

    app.commands.addCommand(CommandIDs.showPanel, {
      label: trans.__('Show Notebook Hygiene Panel'),
      caption: trans.__('List what was found in the current notebook'),
      icon: hygieneIcon,
      execute: () => app.shell.activateById(panel.id),
      describedBy: NO_ARGS
    });
    app.commands.addCommand(CommandIDs.checkNow, {
      label: trans.__('Check Notebook Now'),
      isEnabled: () => tracker.current !== null,
      execute: () => tracker.current && tracker.check(tracker.current),
      describedBy: NO_ARGS
    });
    tracker.currentChanged.connect(() =>
      app.commands.notifyCommandChanged(CommandIDs.checkNow)
    );
    offer(palette, [CommandIDs.showPanel, CommandIDs.checkNow], trans);
  }
};

// Of the workspace's state.
const STATE_KEY = 'mldebt-lab:panel';

/** Take up how the panel was left, and keep how it is left from now on. */
async function keep(state: PanelState, states: IStateDB): Promise<void> {
  try {
    const kept = await states.fetch(STATE_KEY);
    if (kept !== undefined) {
      state.set(readChoices(kept));
    }
  } catch (reason) {
    console.warn('mldebt-lab goes on with the panel as at first:', reason);
  }
  state.changed.connect(() => {
    const { filter, ...rest } = state.choices;
    void states.save(STATE_KEY, {
      ...rest,
      open: [...rest.open],
      filter: { ...filter, hidden: [...filter.hidden] }
    });
  });
}
