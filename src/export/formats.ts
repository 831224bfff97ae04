import { TranslationBundle } from '@jupyterlab/translation';

// JupyterLab's own menu leaves these out: one is the file itself, the others are the same under other names.
const LEFT_OUT = ['notebook', 'python', 'custom'];

/** A format that notebooks can be exported to. */
export interface IExportFormat {
  readonly name: string;
  readonly label: string;
}

/** The formats of the export menu. */
export function exportFormats(
  names: readonly string[],
  trans: TranslationBundle
): IExportFormat[] {
  return names
    .filter(name => !LEFT_OUT.includes(name))
    .map(name => exportFormat(name, trans));
}

/** A format in the menu's words. */
export function exportFormat(
  name: string,
  trans: TranslationBundle
): IExportFormat {
  const labels: Record<string, string> = {
    html: trans.__('HTML'),
    latex: trans.__('LaTeX'),
    markdown: trans.__('Markdown'),
    pdf: trans.__('PDF'),
    rst: trans.__('ReStructured Text'),
    script: trans.__('Executable Script'),
    slides: trans.__('Reveal.js Slides')
  };
  return { name, label: labels[name] ?? capitalised(name) };
}

function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
