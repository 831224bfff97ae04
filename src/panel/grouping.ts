import { byPlace, ICellRef, IFinding } from '../findings';
import { fold, IFolded } from './folding';
import { findingNode, IGroupNode, TreeNode } from './nodes';
import { Grouping } from './panelState';
import { shareNodes } from './sharing';

// With more findings than can be read at a time, the list begins as an overview.
const FEW = 300;

/** How the tree of a report is built. */
export interface IGroupingOptions {
  readonly by?: Grouping;
  /** Tells a cell's text. */
  source?(id: string): string;
  /** The tree before: nodes that are as they were are the same objects, so that they are not redrawn. */
  readonly previous?: readonly TreeNode[];
}

/** The tree of a report's findings. */
export function groupFindings(
  findings: readonly IFinding[],
  options: IGroupingOptions = {}
): readonly TreeNode[] {
  const { by = 'cell', source = () => '', previous = [] } = options;
  const folded = fold([...findings].sort(byPlace));
  const isFew = findings.length <= FEW;
  const tree =
    by === 'cell'
      ? byCell(folded, source, isFew)
      : bySubject(folded, by, isFew);
  return shareNodes(tree, previous);
}

/** Cells in the notebook's order, then the notebook as a whole, then the notes. */
function byCell(
  folded: readonly IFolded[],
  source: (id: string) => string,
  isFew: boolean
): TreeNode[] {
  const key = keys('');
  const groups = new Map<
    string,
    { cell: ICellRef | null; children: TreeNode[] }
  >();
  const notes: TreeNode[] = [];
  for (const each of folded) {
    const { cell, severity } = each.finding;
    if (severity === 'info') {
      notes.push(findingNode(each, key, true));
      continue;
    }
    const id = cell ? `cell:${cell.id}:${cell.index}` : 'notebook';
    let group = groups.get(id);
    if (!group) {
      groups.set(id, (group = { cell, children: [] }));
    }
    group.children.push(findingNode(each, key, false));
  }
  const tree: TreeNode[] = Array.from(groups, ([id, { cell, children }]) => ({
    kind: 'cell',
    // Moving a cell must not close its group.
    key: cell ? `cell:${cell.id}` : id,
    cell,
    label: cell ? firstLine(source(cell.id)) : '',
    isOpenAtFirst: isFew,
    children
  }));
  if (notes.length > 0) {
    tree.push({ kind: 'notes', key: 'notes', children: notes });
  }
  return tree;
}

/** Rules by their codes, or best practices by their numbers; a finding stands under each practice that it is about. */
function bySubject(
  folded: readonly IFolded[],
  by: 'rule' | 'practice',
  isFew: boolean
): TreeNode[] {
  const groups = new Map<
    string,
    { node: IGroupNode & { children: TreeNode[] }; key: KeyGiver }
  >();
  for (const each of folded) {
    const { code, name, practices } = each.finding;
    const subjects =
      by === 'rule'
        ? [{ id: code, rule: { code, name }, practice: null }]
        : (practices.length > 0 ? practices : [null]).map(practice => ({
            id: String(practice ?? 'none'),
            rule: null,
            practice
          }));
    for (const { id, ...subject } of subjects) {
      let group = groups.get(id);
      if (!group) {
        const key = `${by}:${id}`;
        group = {
          node: {
            kind: 'group',
            key,
            ...subject,
            isOpenAtFirst: isFew,
            children: []
          },
          // A finding under two practices has two nodes.
          key: keys(`${key}/`)
        };
        groups.set(id, group);
      }
      group.node.children.push(findingNode(each, group.key, true));
    }
  }
  return Array.from(groups.values(), ({ node }) => node).sort(bySubjectOrder);
}

function bySubjectOrder(a: IGroupNode, b: IGroupNode): number {
  if (a.rule && b.rule) {
    return a.rule.code < b.rule.code ? -1 : 1;
  }
  return (a.practice ?? Infinity) - (b.practice ?? Infinity);
}

type KeyGiver = (finding: IFinding) => string;

/** Gives keys that stay the same from report to report, also to findings that are twins. */
function keys(prefix: string): KeyGiver {
  const seen = new Map<string, number>();
  return ({ fingerprint }) => {
    const times = seen.get(fingerprint) ?? 0;
    seen.set(fingerprint, times + 1);
    return `${prefix}finding:${fingerprint}${times > 0 ? `#${times}` : ''}`;
  };
}

/** The first line of a cell that says something. */
export function firstLine(source: string): string {
  return /\S.*/.exec(source)?.[0].trimEnd() ?? '';
}
