import {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import {
  EditorExtensionRegistry,
  IEditorExtensionRegistry
} from '@jupyterlab/codemirror';
import { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import {
  ITranslator,
  nullTranslator,
  TranslationBundle
} from '@jupyterlab/translation';

import type { ICardActions } from '../inline/card';
import { CardLoader, marksExtension } from '../inline/marks';
import { neighbour } from '../inline/neighbour';
import { InlineView } from '../inline/view';
import { lockedSentence } from '../locks';
import { INLINE } from '../settings';
import { IHygieneTracker } from '../tokens';
import { CommandIDs, NO_ARGS, offer } from './commandIds';

/** The marks in the cells, and the commands that walk them. */
export const inlinePlugin: JupyterFrontEndPlugin<void> = {
  id: 'mldebt-lab:inline',
  description: 'Marks findings in the cells.',
  autoStart: true,
  requires: [IHygieneTracker, INotebookTracker],
  optional: [ITranslator, ICommandPalette, IEditorExtensionRegistry],
  activate: (
    app: JupyterFrontEnd,
    tracker: IHygieneTracker,
    notebooks: INotebookTracker,
    translator: ITranslator | null,
    palette: ICommandPalette | null,
    editors: IEditorExtensionRegistry | null
  ): void => {
    const trans = (translator ?? nullTranslator).load('mldebt_lab');
    const { commands } = app;
    const actions: ICardActions = {
      trans,
      fixPlace: { tracker, shown: tracker.changes },
      rules: () => tracker.api.rules(),
      reveal: place => void tracker.reveal(place),
      show: finding => tracker.show(finding),
      ignore: ({ fingerprint }) =>
        void commands.execute(CommandIDs.ignore, { fingerprint })
    };
    const card: CardLoader = async () => {
      const { renderCard } = await import(
        /* webpackChunkName: "card" */ '../inline/card'
      );
      return (findings, close) => renderCard(findings, actions, close);
    };
    const extension = marksExtension(card);
    // Editors that are made with it need not be rebuilt for their first mark; in a large notebook that takes a minute.
    editors?.addExtension({
      name: 'mldebt-lab:marks',
      factory: options =>
        options.inline
          ? EditorExtensionRegistry.createImmutableExtension(extension)
          : null
    });
    const views = new WeakMap<NotebookPanel, InlineView>();
    const add = (view: NotebookPanel) => {
      void view.context.ready.then(() => {
        if (!view.isDisposed) {
          const options = { tracker, trans, extension, card };
          views.set(view, new InlineView(view, options));
        }
      });
    };
    notebooks.forEach(add);
    notebooks.widgetAdded.connect((_, view) => add(view));

    const isEnabled = () => tracker.current !== null;
    const go = async (step: 1 | -1) => {
      const view = tracker.current;
      const finding = view && neighbour(view, tracker.model(view), step);
      if (finding) {
        await tracker.reveal(finding);
        await views.get(view)?.showCard();
      }
    };
    commands.addCommand(CommandIDs.nextFinding, {
      label: trans.__('Go to Next Finding'),
      isEnabled,
      execute: () => go(1),
      describedBy: NO_ARGS
    });
    commands.addCommand(CommandIDs.previousFinding, {
      label: trans.__('Go to Previous Finding'),
      isEnabled,
      execute: () => go(-1),
      describedBy: NO_ARGS
    });
    commands.addCommand(CommandIDs.showCard, {
      label: trans.__('Show Findings at the Cursor'),
      isEnabled,
      execute: async () => {
        const view = tracker.current;
        if (view) {
          await views.get(view)?.showCard(true);
        }
      },
      describedBy: NO_ARGS
    });
    commands.addCommand(CommandIDs.toggleInline, {
      label: trans.__('Mark Findings in the Notebook'),
      caption: () => {
        const lock = tracker.choices.lockOf('inline');
        return lock === null ? '' : lockedSentence(lock, trans);
      },
      isEnabled: () => tracker.choices.lockOf('inline') === null,
      isToggled: () => tracker.choices.current.inline !== 'off',
      isToggleable: true,
      execute: () => tracker.choices.toggleInline(),
      describedBy: NO_ARGS
    });
    commands.addCommand(CommandIDs.setInline, {
      label: ({ inline }) => inlineWords(inline, trans),
      isEnabled: () => tracker.choices.lockOf('inline') === null,
      isToggled: ({ inline }) => tracker.choices.current.inline === inline,
      isToggleable: true,
      execute: async ({ inline }) => {
        const chosen = INLINE.find(choice => choice === inline);
        if (chosen) {
          await tracker.choices.setInline(chosen);
        }
      },
      describedBy: {
        args: {
          type: 'object',
          properties: { inline: { type: 'string', enum: [...INLINE] } },
          required: ['inline']
        }
      }
    });
    tracker.choices.changed.connect(() => {
      commands.notifyCommandChanged(CommandIDs.toggleInline);
      commands.notifyCommandChanged(CommandIDs.setInline);
    });
    tracker.currentChanged.connect(() => {
      commands.notifyCommandChanged(CommandIDs.nextFinding);
      commands.notifyCommandChanged(CommandIDs.previousFinding);
      commands.notifyCommandChanged(CommandIDs.showCard);
    });
    offer(
      palette,
      [
        CommandIDs.nextFinding,
        CommandIDs.previousFinding,
        CommandIDs.showCard,
        CommandIDs.toggleInline
      ],
      trans
    );
  }
};

function inlineWords(inline: unknown, trans: TranslationBundle): string {
  switch (inline) {
    case 'off':
      return trans.__('No Marks in the Notebook');
    case 'marks':
      return trans.__('Badges Only');
    default:
      return trans.__('Badges and Underlines');
  }
}
