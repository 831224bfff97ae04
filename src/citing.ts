import { PageConfig, URLExt } from '@jupyterlab/coreutils';
import { TranslationBundle } from '@jupyterlab/translation';

import { IFinding } from './findings';
import { cellName, confidenceWord, evidenceWord, severityWord } from './words';

/** The address that opens a notebook at a cell, in the application that is open. */
export function linkTo(
  baseUrl: string,
  path: string,
  cellId: string | null
): string {
  const page = PageConfig.getOption('notebookPage')
    ? URLExt.join(baseUrl, 'notebooks')
    : URLExt.join(baseUrl, 'lab', 'tree');
  const fragment =
    cellId === null ? '' : `#cell-id=${encodeURIComponent(cellId)}`;
  return URLExt.join(page, URLExt.encodeParts(path)) + fragment;
}

/** A finding as a line of Markdown, with what its place says. */
export function asMarkdown(
  finding: IFinding,
  path: string,
  source: string,
  trans: TranslationBundle
): string {
  const { cell, code, confidence, evidence, message, name, severity, span } =
    finding;
  const place = cell
    ? `${path}, ${cellName(cell, trans)}${span ? `, ${trans.__('line %1', span.start.line)}` : ''}`
    : path;
  const how = `${evidenceWord(evidence, trans)}, ${confidenceWord(confidence, trans)}`;
  const head = `- **${severityWord(severity, trans)} ${code}** ${name} (${how}): ${escaped(message)}`;
  const lines = span
    ? source
        .split(/\r\n|\r|\n/)
        .slice(span.start.line - 1, span.end.line)
        .join('\n')
    : '';
  return [head, `  ${escaped(place)}`, ...(lines ? ['', fenced(lines)] : [])]
    .join('\n')
    .concat('\n');
}

// What stands between backticks is shown as it is; elsewhere nothing of the notebook may become markup.
function escaped(text: string): string {
  return text
    .split(/(`[^`\n]*`)/)
    .map((part, i) =>
      i % 2 === 1 ? part : part.replace(/[\\`*_[\]<>#&!|~]/g, '\\$&')
    )
    .join('');
}

function fenced(lines: string): string {
  const longest = Math.max(0, ...(lines.match(/`+/g) ?? []).map(s => s.length));
  const fence = '`'.repeat(Math.max(3, longest + 1));
  return `${fence}python\n${lines}\n${fence}`.replace(/^/gm, '  ');
}
