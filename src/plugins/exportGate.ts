import {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { Dialog, ICommandPalette, showDialog } from '@jupyterlab/apputils';
import { IStateDB } from '@jupyterlab/statedb';
import {
  ITranslator,
  nullTranslator,
  TranslationBundle
} from '@jupyterlab/translation';

import { exportFormat, exportFormats, IExportFormat } from '../export/formats';
import type { ExportGate } from '../export/gate';
import { ICommands, interceptCommand } from '../export/interception';
import { SilencedNotebooks } from '../export/silenced';
import { IHygieneTracker } from '../tokens';
import { CommandIDs, NO_ARGS, offer } from './commandIds';

// Core's own, behind every entry of "Save and Export Notebook As".
const EXPORT = 'notebook:export-to-format';

// Says by itself what the checklist would say.
const REPORT = 'mldebt-report';

/** A checklist before a notebook is exported. */
export const exportGatePlugin: JupyterFrontEndPlugin<void> = {
  id: 'mldebt-lab:export-gate',
  description: 'Shows a checklist before a notebook is exported.',
  autoStart: true,
  requires: [IHygieneTracker],
  optional: [ITranslator, ICommandPalette, IStateDB],
  activate: (
    app: JupyterFrontEnd,
    tracker: IHygieneTracker,
    translator: ITranslator | null,
    palette: ICommandPalette | null,
    state: IStateDB | null
  ): void => {
    const trans = (translator ?? nullTranslator).load('mldebt_lab');
    const { commands } = app;
    const silenced = new SilencedNotebooks(state);
    let gate: ExportGate | null = null;
    const pass: ExportGate['pass'] = async (view, formats, always) => {
      if (!gate) {
        try {
          const { ExportGate } = await import(
            /* webpackChunkName: "export" */ '../export/gate'
          );
          gate ??= new ExportGate({
            tracker,
            silenced,
            trans,
            showPanel: () => void commands.execute(CommandIDs.showPanel)
          });
        } catch {
          return (await exportsUnchecked(formats, trans))
            ? formats[0].name
            : null;
        }
      }
      return gate.pass(view, formats, always);
    };
    let isPassed = false;
    const restore = interceptCommand(
      commands as ICommands,
      EXPORT,
      async args => {
        const { format, label } = (args ?? {}) as Record<string, unknown>;
        const view = tracker.current;
        if (isPassed || !view || typeof format !== 'string') {
          return true;
        }
        const name =
          typeof label === 'string' ? label : exportFormat(format, trans).label;
        return (await pass(view, [{ name: format, label: name }])) !== null;
      }
    );

    const command = commands.addCommand(CommandIDs.checkAndExport, {
      label: trans.__('Check and Export…'),
      caption: trans.__('Go through the checklist, then export the notebook'),
      isEnabled: () => tracker.current !== null,
      execute: async () => {
        const view = tracker.current;
        if (!view) {
          return;
        }
        const formats = exportFormats(await exporters(app), trans);
        const format = await pass(view, formats, true);
        if (format !== null) {
          isPassed = true;
          const exporting = commands.execute(EXPORT, { format });
          isPassed = false;
          await exporting;
        }
      },
      describedBy: NO_ARGS
    });
    tracker.currentChanged.connect(() =>
      commands.notifyCommandChanged(CommandIDs.checkAndExport)
    );
    offer(palette, [CommandIDs.checkAndExport], trans);
    leave = () => {
      restore?.();
      command.dispose();
    };
  },
  deactivate: () => leave?.()
};

let leave: (() => void) | null = null;

/** Whether to export although the server, updated or gone, no longer has the checklist of this page. */
async function exportsUnchecked(
  formats: readonly IExportFormat[],
  trans: TranslationBundle
): Promise<boolean> {
  const { button } = await showDialog({
    title: trans.__('The checklist could not be loaded'),
    body: trans.__(
      'Reload the page to have the notebook checked before it is exported.'
    ),
    buttons:
      formats.length > 1
        ? [Dialog.okButton()]
        : [
            Dialog.cancelButton(),
            Dialog.warnButton({ label: trans.__('Export anyway') })
          ]
  });
  return button.accept && formats.length === 1;
}

/** What the server exports to, HTML first, which every server does. */
async function exporters({ serviceManager }: JupyterFrontEnd) {
  const known = await serviceManager.nbconvert
    .getExportFormats()
    .catch(() => ({}));
  const names = Object.keys(known).filter(
    name => name !== 'html' && name !== REPORT
  );
  return ['html', ...names.sort()];
}
