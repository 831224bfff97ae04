import { JupyterFrontEndPlugin } from '@jupyterlab/application';

import { actionsPlugin } from './plugins/actions';
import { evidencePlugin } from './plugins/evidence';
import { exportGatePlugin } from './plugins/exportGate';
import { inlinePlugin } from './plugins/inline';
import { panelPlugin } from './plugins/panel';
import { statusPlugin } from './plugins/status';
import { trackerPlugin } from './plugins/tracker';
import { widgetLinksPlugin } from './plugins/widgetLinks';

const plugins: JupyterFrontEndPlugin<unknown>[] = [
  trackerPlugin as JupyterFrontEndPlugin<unknown>,
  panelPlugin as JupyterFrontEndPlugin<unknown>,
  actionsPlugin as JupyterFrontEndPlugin<unknown>,
  statusPlugin as JupyterFrontEndPlugin<unknown>,
  inlinePlugin as JupyterFrontEndPlugin<unknown>,
  evidencePlugin as JupyterFrontEndPlugin<unknown>,
  exportGatePlugin as JupyterFrontEndPlugin<unknown>,
  widgetLinksPlugin as JupyterFrontEndPlugin<unknown>
];

export default plugins;
export * from './tokens';
