import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';

import * as ts from 'typescript';

const SOURCE = join(__dirname, '..');
// What people read, or have read to them.
const SHOWN = new Set([
  'aria-label',
  'alt',
  'caption',
  'label',
  'placeholder',
  'text',
  'title'
]);
const SETS = new Set(['textContent', 'innerText', 'ariaLabel', 'title']);

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      return entry.name === '__tests__' ? [] : files(path);
    }
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

/** Texts that reach people without going through the translation. */
function untranslated(name: string, code: string): string[] {
  const file = ts.createSourceFile(
    name,
    code,
    ts.ScriptTarget.Latest,
    true,
    ts.ScriptKind.TSX
  );
  const found: string[] = [];
  const isText = (node: ts.Node | undefined) =>
    node !== undefined &&
    (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) &&
    /\p{L}{2}/u.test(node.text);
  const visit = (node: ts.Node): void => {
    const isShown =
      (ts.isJsxText(node) && /\p{L}{2}/u.test(node.text)) ||
      (ts.isJsxAttribute(node) &&
        SHOWN.has(node.name.getText()) &&
        isText(node.initializer)) ||
      (ts.isPropertyAssignment(node) &&
        SHOWN.has(node.name.getText()) &&
        isText(node.initializer)) ||
      (ts.isBinaryExpression(node) &&
        ts.isPropertyAccessExpression(node.left) &&
        SETS.has(node.left.name.text) &&
        isText(node.right)) ||
      (ts.isCallExpression(node) &&
        node.expression.getText().endsWith('setAttribute') &&
        SHOWN.has((node.arguments[0] as ts.StringLiteral).text) &&
        isText(node.arguments[1]));
    if (isShown) {
      found.push(`${name}: ${node.getText().trim()}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

describe('translations', () => {
  it('are asked for each text that people see', () => {
    const found = files(SOURCE).flatMap(path =>
      untranslated(path.slice(SOURCE.length), readFileSync(path, 'utf-8'))
    );
    expect(found).toEqual([]);
  });

  it('are missed where a text stands by itself', () => {
    const code = `
      const a = <p title="Too bad">Not translated</p>;
      const b = { label: 'Go to it', id: 'mldebt:go' };
      node.setAttribute('aria-label', 'Findings');
      node.textContent = 'Nothing';
      const c = <p title={trans.__('Fine')}>{trans.__('Fine')} …</p>;
    `;
    expect(untranslated('bad.tsx', code)).toHaveLength(5);
  });
});
