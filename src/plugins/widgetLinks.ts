import {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';

import { findCell, reveal } from '../reveal';
import { serverPath } from '../serverPath';

// What the Python widget sends (mldebt_lab/widget/widget.js). An event, because the widget knows nothing of the
// application; it is cancelled to say that somebody has taken it up.
const EVENT = 'mldebt:go-to-cell';
const LOOKS = 8;
const LOOK_MS = 300;

/** Links in the Python widget's output lead to cells, also of other notebooks. */
export const widgetLinksPlugin: JupyterFrontEndPlugin<void> = {
  id: 'mldebt-lab:widget-links',
  description: 'Goes to the cells that links of the Python widget lead to.',
  autoStart: true,
  requires: [INotebookTracker],
  activate: (app: JupyterFrontEnd, notebooks: INotebookTracker): void => {
    document.addEventListener(EVENT, event => {
      const { path, cell } = (event as CustomEvent).detail ?? {};
      if (typeof path === 'string' && path && typeof cell === 'string') {
        event.preventDefault();
        void goTo(app, notebooks, path, cell);
      }
    });
  }
};

async function goTo(
  app: JupyterFrontEnd,
  notebooks: INotebookTracker,
  path: string,
  id: string
): Promise<void> {
  const isMeant = (view: NotebookPanel | null): boolean =>
    !!view && serverPath(view.context) === path;
  const find = () =>
    isMeant(notebooks.currentWidget)
      ? notebooks.currentWidget
      : notebooks.find(isMeant);
  const wasOpen = Boolean(find());
  if (!wasOpen) {
    await app.commands.execute('docmanager:open', { path });
  }
  const view = find();
  if (!view) {
    return;
  }
  await view.context.ready;
  await view.revealed;
  const ref = { id, index: -1, execution_count: null };
  const go = () =>
    reveal(view, ref, null, {
      keepFocus: false,
      activate: id => app.shell.activateById(id)
    });
  await go();
  // A notebook that has just been opened goes back to its top as it is laid out, and nothing says when that is over.
  for (let look = 0; !wasOpen && look < LOOKS && !view.isDisposed; look++) {
    await new Promise(resolve => window.setTimeout(resolve, LOOK_MS));
    if (!isInView(view, findCell(view, ref)?.node)) {
      await go();
    }
  }
}

function isInView(view: NotebookPanel, node: HTMLElement | undefined): boolean {
  const outer = view.content.node.getBoundingClientRect();
  const inner = node?.getBoundingClientRect();
  return !!inner && inner.bottom > outer.top && inner.top < outer.bottom;
}
