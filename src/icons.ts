import { LabIcon } from '@jupyterlab/ui-components';

import { Severity } from './findings';

// A notebook with a check mark over a cell that is struck through: what stands, and what does not.
const HYGIENE =
  '<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 16 16">' +
  '<g class="jp-icon3" fill="#616161">' +
  '<path d="M3 1h9a1 1 0 0 1 1 1v4.2a4 4 0 0 0-1.5-.2V2.5h-8v11h3.6c.3.6.7 1.1 1.2 1.5H3a1 1 0 0 1-1-1V2a1 1 0 0 1 1-1z"/>' +
  '<path d="M4.8 4.2h5.4v1.3H4.8zM4.8 7h3v1.3h-3z"/>' +
  '<path d="M11.5 7.2a3.8 3.8 0 1 1 0 7.6 3.8 3.8 0 0 1 0-7.6zm-.6 5.4 2.6-2.7-.8-.8-1.8 1.9-.8-.8-.8.8z"/>' +
  '</g></svg>';

/** The icon of the panel and of the settings. */
export const hygieneIcon = new LabIcon({
  name: 'mldebt-lab:hygiene',
  svgstr: HYGIENE
});

/** Outlines of the severities, told apart by shape as well as by colour. They are drawn in the current colour. */
export const SEVERITY_PATHS: Readonly<Record<Severity, string>> = {
  // An octagon with a cross.
  error:
    'M5 1h6l4 4v6l-4 4H5l-4-4V5zM5.8 4.5 4.5 5.8 6.7 8l-2.2 2.2 1.3 1.3L8 9.3l2.2 2.2 1.3-1.3L9.3 8l2.2-2.2-1.3-1.3L8 6.7z',
  // A triangle with an exclamation mark.
  warning: 'M8 1.2 15.4 14.5H.6zM7.2 6v4.2h1.6V6zm0 5.4V13h1.6v-1.6z',
  // A disc with an i.
  info: 'M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1zM7.2 7v4.8h1.6V7zm0-2.8v1.6h1.6V4.2z'
};
