import {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { Clipboard, ICommandPalette } from '@jupyterlab/apputils';
import { NotebookPanel } from '@jupyterlab/notebook';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import {
  copyIcon,
  editIcon,
  infoIcon,
  LabIcon,
  linkIcon,
  MenuSvg
} from '@jupyterlab/ui-components';
import { ReadonlyPartialJSONObject } from '@lumino/coreutils';

import { atCursor } from '../atCursor';
import { asMarkdown, linkTo } from '../citing';
import { IFinding } from '../findings';
import { ChosenScope } from '../ignoring';
import { serverPath } from '../serverPath';
import { IHygieneTracker } from '../tokens';
import { CommandIDs, offer } from './commandIds';

/** What commands about one finding say of their arguments. */
const ONE_FINDING = {
  args: {
    type: 'object',
    properties: {
      fingerprint: {
        type: 'string',
        description: 'The finding; without it, the one at the cursor'
      },
      reason: {
        type: 'string',
        description: 'Why it is ignored; without it, the panel asks'
      }
    }
  }
};

/** What people can do about a finding beside fixing it: the commands, and the menu of its row. */
export const actionsPlugin: JupyterFrontEndPlugin<void> = {
  id: 'mldebt-lab:actions',
  description: 'Ignores, explains and copies findings.',
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
    const { actions } = tracker;

    /** The finding that the arguments name, else that of the row that was clicked, else the one at the cursor. */
    const find = (args: ReadonlyPartialJSONObject): IFinding | null => {
      const view = tracker.current;
      if (!view) {
        return null;
      }
      const model = tracker.model(view);
      const named =
        args.fingerprint ??
        (args.isRow ? clickedRow(app) : args.isFocused ? focusedRow() : null);
      if (named) {
        return model.findings.find(f => f.fingerprint === named) ?? null;
      }
      return args.isCell
        ? atCursor(view, model, clickedCell(app, view))
        : atCursor(view, model);
    };
    const add = (
      id: string,
      label: string,
      execute: (finding: IFinding, args: ReadonlyPartialJSONObject) => unknown,
      icon?: LabIcon
    ) =>
      commands.addCommand(id, {
        label,
        icon,
        isEnabled: args => find(args) !== null,
        // In a cell's menu there is nothing where there is no finding.
        isVisible: args => !args.isCell || find(args) !== null,
        execute: args => {
          const finding = find(args);
          return finding && execute(finding, args);
        },
        describedBy: ONE_FINDING
      });
    const ask = async (finding: IFinding, scope: ChosenScope) => {
      if (!isRowShown(finding)) {
        tracker.show(finding);
        // The list takes the focus to the row with the next frame; the form takes it from there.
        await frames(2);
      }
      actions.ask(finding, scope);
    };
    const addIgnore = (id: string, label: string, scope: ChosenScope) =>
      add(id, label, async (finding, { reason }) => {
        if (scope === 'once' || typeof reason === 'string') {
          await actions.ignore(finding, scope, String(reason ?? ''));
        } else {
          await ask(finding, scope);
        }
      });

    add(
      CommandIDs.explain,
      trans.__('Explain Finding'),
      finding => tracker.show(finding, { isOpen: true }),
      infoIcon
    );
    add(CommandIDs.ignore, trans.__('Ignore Finding…'), finding =>
      ask(finding, finding.cell ? 'cell' : 'notebook')
    );
    addIgnore(CommandIDs.ignoreOnce, trans.__('Ignore This Time'), 'once');
    addIgnore(
      CommandIDs.ignoreInCell,
      trans.__('Ignore in This Cell…'),
      'cell'
    );
    addIgnore(
      CommandIDs.ignoreInNotebook,
      trans.__('Ignore in This Notebook…'),
      'notebook'
    );
    addIgnore(
      CommandIDs.ignoreInProject,
      trans.__('Ignore in the Project…'),
      'project'
    );
    add(
      CommandIDs.disableRule,
      trans.__('Disable Rule for This Notebook'),
      finding => actions.ignore(finding, 'notebook', '')
    );
    add(
      CommandIDs.copyMarkdown,
      trans.__('Copy Finding as Markdown'),
      finding => {
        const path = serverPath(tracker.current!.context);
        const source =
          tracker.model(tracker.current!).cell(finding.cell?.id ?? '')
            ?.source ?? '';
        Clipboard.copyToSystem(asMarkdown(finding, path, source, trans));
      },
      copyIcon
    );
    add(
      CommandIDs.copyLink,
      trans.__('Copy Link to Finding'),
      finding => {
        const path = serverPath(tracker.current!.context);
        const { baseUrl } = app.serviceManager.serverSettings;
        Clipboard.copyToSystem(linkTo(baseUrl, path, finding.cell?.id ?? null));
      },
      linkIcon
    );
    commands.addCommand(CommandIDs.restore, {
      label: trans.__('Show Ignored Finding Again'),
      icon: editIcon,
      isEnabled: () => tracker.current !== null,
      execute: ({ fingerprint }) => {
        const view = tracker.current;
        const ignored =
          view &&
          tracker.model(view).ignored.find(i => i.fingerprint === fingerprint);
        return ignored && actions.restore(ignored);
      },
      describedBy: ONE_FINDING
    });

    const rowCommands = [
      CommandIDs.explain,
      CommandIDs.ignoreOnce,
      CommandIDs.ignoreInCell,
      CommandIDs.ignoreInNotebook,
      CommandIDs.ignoreInProject,
      CommandIDs.disableRule,
      CommandIDs.copyMarkdown,
      CommandIDs.copyLink
    ];
    const menu = new MenuSvg({ commands });
    let opener: HTMLElement | null = null;
    menu.aboutToClose.connect(() => opener?.focus());
    actions.menuRequested.connect((_, { anchor, finding }) => {
      menu.clearItems();
      const args = { fingerprint: finding.fingerprint };
      rowCommands.forEach(command => {
        if (
          command === CommandIDs.ignoreOnce ||
          command === CommandIDs.copyMarkdown
        ) {
          menu.addItem({ type: 'separator' });
        }
        menu.addItem({ command, args });
      });
      opener = anchor;
      const { left, bottom } = anchor.getBoundingClientRect();
      menu.open(left, bottom);
    });
    tracker.currentChanged.connect(() =>
      [CommandIDs.ignore, CommandIDs.restore, ...rowCommands].forEach(id =>
        commands.notifyCommandChanged(id)
      )
    );
    offer(palette, [CommandIDs.ignore, ...rowCommands], trans);
  }
};

/** Whether the row of a finding can be seen in the panel. */
function isRowShown({ fingerprint }: IFinding): boolean {
  const rows = document.querySelectorAll<HTMLElement>(
    '.mldebt-Panel:not(.lm-mod-hidden) .mldebt-Finding'
  );
  return [...rows].some(row => row.dataset.fingerprint === fingerprint);
}

async function frames(count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    await new Promise(resolve => window.requestAnimationFrame(resolve));
  }
}

/** The fingerprint of the finding whose row has the focus. */
function focusedRow(): string | null {
  return fingerprintOf(document.activeElement);
}

/** The index of the cell that the context menu was opened on; the active one where that is not known. */
function clickedCell(app: JupyterFrontEnd, { content }: NotebookPanel): number {
  const node = app.contextMenuHitTest(each =>
    each.classList.contains('jp-Cell')
  );
  const index = content.widgets.findIndex(cell => cell.node === node);
  return index < 0 ? content.activeCellIndex : index;
}

/** The fingerprint of the finding whose row the context menu was opened on. */
function clickedRow(app: JupyterFrontEnd): string | null {
  const row = app.contextMenuHitTest(node =>
    node.classList.contains('mldebt-Node-finding')
  );
  return fingerprintOf(row ?? null);
}

function fingerprintOf(row: Element | null): string | null {
  const line = row?.querySelector<HTMLElement>(':scope > .mldebt-Finding');
  return line?.dataset.fingerprint ?? null;
}
