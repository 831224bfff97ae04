import { IFinding } from '../findings';
import { firstLine, groupFindings } from '../panel/grouping';
import { TreeNode } from '../panel/nodes';
import { ancestors, move, visibleNodes } from '../panel/navigation';
import { TreeStore } from '../panel/treeStore';
import { finding } from './examples';

const cell = (id: string, index: number) => ({
  id,
  index,
  execution_count: null
});
const at = (line: number): IFinding['span'] => ({
  start: { line, column: 0 },
  end: { line, column: 1 }
});

const FINDINGS = [
  finding({ fingerprint: 'late', cell: cell('b', 4), span: at(2) }),
  finding({ fingerprint: 'note', cell: cell('a', 1), severity: 'info' }),
  finding({ fingerprint: 'whole', cell: null, severity: 'warning' }),
  finding({ fingerprint: 'early', cell: cell('b', 4), span: at(1) }),
  finding({
    fingerprint: 'first',
    cell: cell('a', 1),
    related: [{ cell: cell('b', 4), span: null, message: 'here' }]
  })
];

const outline = (nodes: readonly TreeNode[]): unknown =>
  nodes.map(node =>
    node.kind === 'finding'
      ? node.finding.fingerprint
      : [node.key, outline(node.children)]
  );

describe('groupFindings', () => {
  it('offers the fix of a finding, with its preview below', () => {
    const fix = { title: 'Mend it', safe: true, ops: [] };
    const [cell] = groupFindings([finding({ fix })]);
    const [offer] = cell.children[0].children;
    expect(offer).toMatchObject({ kind: 'offer', fix });
    expect(offer.children).toMatchObject([
      { kind: 'preview', offer: offer.key, fix, children: [] }
    ]);
  });

  it('follows the notebook, then the notebook as a whole, then the notes', () => {
    expect(outline(groupFindings(FINDINGS))).toEqual([
      ['cell:a', ['first']],
      ['cell:b', ['early', 'late']],
      ['notebook', ['whole']],
      ['notes', ['note']]
    ]);
  });

  it('hangs related places and the explanations under their finding', () => {
    const [group] = groupFindings(FINDINGS);
    const [first] = group.children;
    expect(first.children.map(({ kind }) => kind)).toEqual([
      'related',
      'why',
      'fix'
    ]);
  });

  it('gives every node a key of its own, even to twin findings', () => {
    const twins = [finding(), finding()];
    const keys: string[] = [];
    const collect = (nodes: readonly TreeNode[]) =>
      nodes.forEach(node => {
        keys.push(node.key);
        collect(node.children);
      });
    collect(groupFindings(twins));
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toHaveLength(7);
  });

  it('puts a remark on a path behind the write that uses it', () => {
    const wide = {
      start: { line: 3, column: 0 },
      end: { line: 3, column: 29 }
    };
    const path = {
      start: { line: 3, column: 10 },
      end: { line: 3, column: 28 }
    };
    const write = { code: 'NDS402', fingerprint: 'w', span: wide };
    const remark = { code: 'NDP301', fingerprint: 'p', span: path };
    const elsewhere = { ...remark, fingerprint: 'q', span: at(9) };
    const other = { ...remark, fingerprint: 'o', cell: cell('z', 9) };
    const tree = groupFindings([write, remark, elsewhere, other].map(finding));
    expect(outline(tree)).toEqual([
      ['cell:a', ['w', 'q']],
      ['cell:z', ['o']]
    ]);
    const [first] = tree[0].children;
    expect(first.children.map(({ key }) => key)).toEqual([
      'finding:w/why',
      'finding:w/fix',
      'finding:p'
    ]);
  });

  it('labels a cell by its first line', () => {
    const [a] = groupFindings(FINDINGS, {
      source: id => `\n  # cell ${id}\nx`
    });
    expect(a).toMatchObject({ kind: 'cell', label: '# cell a' });
  });

  it('keeps the nodes that have not changed', () => {
    const before = groupFindings(FINDINGS);
    const after = groupFindings(
      FINDINGS.map(f =>
        f.fingerprint === 'late' ? { ...f, message: 'new words' } : { ...f }
      ),
      { previous: before }
    );
    expect(after[0]).toBe(before[0]);
    expect(after[1]).not.toBe(before[1]);
    expect(after[1].children[0]).toBe(before[1].children[0]);
    expect(after[1].children[1]).toMatchObject({
      finding: { message: 'new words' }
    });
    expect(after[3]).toBe(before[3]);
  });

  it('groups by rule, each finding naming its cell', () => {
    const late = finding({ code: 'NDR205', name: 'split', fingerprint: 's' });
    const tree = groupFindings([late, ...FINDINGS], { by: 'rule' });
    expect(outline(tree)).toEqual([
      ['rule:NDR205', ['s']],
      ['rule:NDX101', ['note', 'first', 'early', 'late', 'whole']]
    ]);
    expect(tree[0]).toMatchObject({ rule: { code: 'NDR205', name: 'split' } });
    expect(tree[1].children[0]).toMatchObject({ namesCell: true });
  });

  it('groups by practice, a finding under each of its practices, with keys of their own', () => {
    const tree = groupFindings(
      [
        finding({ fingerprint: 'a', practices: [11, 2] }),
        finding({ fingerprint: 'b', practices: [] }),
        finding({ fingerprint: 'c', practices: [11] })
      ],
      { by: 'practice' }
    );
    expect(outline(tree)).toEqual([
      ['practice:2', ['a']],
      ['practice:11', ['a', 'c']],
      ['practice:none', ['b']]
    ]);
    const keys = tree.flatMap(({ children }) => children.map(c => c.key));
    expect(new Set(keys).size).toBe(4);
  });

  it('gives the tree before where nothing has changed', () => {
    const before = groupFindings(FINDINGS);
    expect(groupFindings([...FINDINGS], { previous: before })).toBe(before);
  });

  it('is empty when nothing was found', () => {
    expect(groupFindings([])).toEqual([]);
  });
});

describe('walking the tree', () => {
  const tree = groupFindings(FINDINGS);
  const none = new Map<string, boolean>();
  const keys = (toggled: ReadonlyMap<string, boolean>) =>
    visibleNodes(tree, toggled).map(({ node }) => node.key);

  it('shows findings, and keeps details and notes closed', () => {
    expect(keys(none)).toEqual([
      'cell:a',
      'finding:first',
      'cell:b',
      'finding:early',
      'finding:late',
      'notebook',
      'finding:whole',
      'notes'
    ]);
  });

  it('begins as an overview when there are very many findings', () => {
    const many = Array.from({ length: 301 }, (_, i) =>
      finding({ fingerprint: String(i) })
    );
    expect(visibleNodes(groupFindings(many), none)).toHaveLength(1);
    expect(visibleNodes(groupFindings(many.slice(1)), none)).toHaveLength(301);
  });

  it('goes where the arrows point', () => {
    const visible = visibleNodes(tree, none);
    const go = (key: string, from: string) => move(key, from, visible, none);
    expect(go('ArrowDown', 'finding:first')).toEqual({ focus: 'cell:b' });
    expect(go('ArrowUp', 'cell:b')).toEqual({ focus: 'finding:first' });
    expect(go('ArrowUp', 'cell:a')).toBeNull();
    expect(go('End', 'cell:a')).toEqual({ focus: 'notes' });
    expect(go('Home', 'notes')).toEqual({ focus: 'cell:a' });
    expect(go('ArrowRight', 'notes')).toEqual({ toggle: 'notes', open: true });
    expect(go('ArrowRight', 'cell:a')).toEqual({ focus: 'finding:first' });
    expect(go('ArrowLeft', 'cell:a')).toEqual({
      toggle: 'cell:a',
      open: false
    });
    expect(go('ArrowLeft', 'finding:late')).toEqual({ focus: 'cell:b' });
    expect(go('x', 'cell:a')).toBeNull();
    expect(go('ArrowDown', 'gone')).toBeNull();
  });

  it('walks into what was opened, and around what was closed', () => {
    const toggled = new Map([
      ['finding:first', true],
      ['cell:b', false]
    ]);
    expect(keys(toggled).slice(0, 6)).toEqual([
      'cell:a',
      'finding:first',
      'finding:first/related:0',
      'finding:first/why',
      'finding:first/fix',
      'cell:b'
    ]);
    expect(keys(toggled)[6]).toBe('notebook');
  });

  it('knows what to open above a node', () => {
    expect(ancestors(tree, 'finding:note')).toEqual(['notes']);
    expect(ancestors(tree, 'finding:first/why')).toEqual([
      'cell:a',
      'finding:first'
    ]);
    expect(ancestors(tree, 'gone')).toEqual([]);
  });
});

describe('TreeStore', () => {
  const store = () => {
    const made = new TreeStore();
    made.setTree(groupFindings(FINDINGS));
    return made;
  };

  it('has one tab stop, which falls back to the first row', () => {
    const tree = store();
    expect(tree.active).toBe('cell:a');
    tree.focus('finding:late');
    expect(tree.active).toBe('finding:late');
    tree.setTree(groupFindings(FINDINGS.slice(1)));
    expect(tree.active).toBe('cell:a');
    tree.setTree(groupFindings(FINDINGS));
    expect(tree.active).toBe('finding:late');
  });

  it('knows which nodes hold the tab stop, itself or what it lies in', () => {
    const tree = store();
    tree.focus('finding:late');
    const holds = (key: string) => tree.holdsActive([{ key }]);
    expect(['finding:late', 'cell:b'].every(holds)).toBe(true);
    expect(['finding:early', 'cell:a'].some(holds)).toBe(false);
  });

  it('opens what hides a node that gets the focus', () => {
    const tree = store();
    tree.setOpen(['cell:b'], false);
    tree.focus('finding:early');
    tree.focus('finding:note');
    expect([...tree.toggled]).toEqual([
      ['cell:b', true],
      ['notes', true]
    ]);
    expect(tree.active).toBe('finding:note');
  });

  it('tells those who listen, until they have heard enough', () => {
    const tree = store();
    let heard = 0;
    const stop = tree.subscribe(() => heard++);
    tree.focus('finding:late');
    stop();
    tree.focus('finding:early');
    expect(heard).toBe(1);
  });
});

describe('firstLine', () => {
  it('skips empty lines and indentation', () => {
    expect(firstLine('\n  \r\n  x = 1\ny')).toBe('x = 1');
    expect(firstLine('')).toBe('');
  });
});
