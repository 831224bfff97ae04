import {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { Dialog, ICommandPalette, showDialog } from '@jupyterlab/apputils';
import {
  ITranslator,
  nullTranslator,
  TranslationBundle
} from '@jupyterlab/translation';

import { IHygieneTracker } from '../tokens';
import { CommandIDs, NO_ARGS, offer } from './commandIds';

/** The command that asks a kernel what ran before the page listened. */
export const evidencePlugin: JupyterFrontEndPlugin<void> = {
  id: 'mldebt-lab:evidence',
  description: 'Asks a kernel, with consent, what it was given to run.',
  autoStart: true,
  requires: [IHygieneTracker],
  optional: [ITranslator, ICommandPalette],
  activate: (
    app: JupyterFrontEnd,
    tracker: IHygieneTracker,
    translator: ITranslator | null,
    palette: ICommandPalette | null
  ): void => {
    const trans = (translator ?? nullTranslator).load('mldebt_lab');
    const { commands } = app;
    const { choices } = tracker;
    const id = CommandIDs.compareWithKernel;
    commands.addCommand(id, {
      label: trans.__("Compare with the Kernel's Names…"),
      caption: trans.__(
        'Find names that live on in the kernel, also from before this page was opened'
      ),
      isEnabled: () =>
        choices.current.useKernelEvidence !== 'no' && tracker.current !== null,
      execute: async () => {
        const view = tracker.current;
        if (!view || !(await isAllowed(tracker, trans))) {
          return;
        }
        if (!(await tracker.compareWithKernel(view))) {
          await showDialog({
            title: trans.__('This kernel cannot be asked'),
            body: trans.__(
              'There is none, or it keeps no record of its inputs that is understood. Python kernels (ipykernel) do.'
            ),
            buttons: [Dialog.okButton()]
          });
        }
      },
      describedBy: NO_ARGS
    });
    const update = () => commands.notifyCommandChanged(id);
    choices.changed.connect(update);
    tracker.currentChanged.connect(update);
    offer(palette, [id], trans);
  }
};

/** Whether the user consents, now or once and for all. */
async function isAllowed(
  { choices }: IHygieneTracker,
  trans: TranslationBundle
): Promise<boolean> {
  if (choices.current.useKernelEvidence === 'yes') {
    return true;
  }
  const { button, isChecked } = await showDialog({
    title: trans.__('Ask the kernel what it was given to run?'),
    body: trans.__(
      'The kernel is asked for its record of inputs since it started. Nothing is run, and neither its variables nor its execution count change. The record is compared with the cells on your Jupyter server, and is not kept.'
    ),
    checkbox: {
      label: trans.__('Always ask, whenever a notebook is opened'),
      caption: trans.__('This can be changed in the settings.'),
      checked: false
    },
    buttons: [
      Dialog.cancelButton(),
      Dialog.okButton({ label: trans.__('Ask the kernel') })
    ]
  });
  if (button.accept && isChecked) {
    await choices.allowKernelEvidence();
  }
  return button.accept;
}
