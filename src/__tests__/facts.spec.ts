import { IAccess } from '../facts';
import { accessedFiles } from '../panel/accesses';
import { dependenciesOf } from '../panel/dependencies';

const ref = (id: string, index: number) => ({
  id,
  index,
  execution_count: null
});

function access(path: string | null, parts: Partial<IAccess> = {}): IAccess {
  return {
    cell: ref('a', 0),
    span: null,
    mode: 'read',
    call: 'open',
    path,
    resolved: path !== null,
    place: path === null ? null : 'project',
    ...parts
  };
}

describe('accessedFiles', () => {
  it('names each file once, in the order in which the notebook comes to it', () => {
    const files = accessedFiles([
      access(null),
      access('b.csv'),
      access('a.csv'),
      access('b.csv', { mode: 'write' })
    ]);
    expect(files.map(({ path, sites }) => [path, sites.length])).toEqual([
      ['b.csv', 2],
      ['a.csv', 1],
      [null, 1]
    ]);
  });

  it('keeps a folder apart from a file in it whose name is not known', () => {
    const files = accessedFiles([
      access('out/'),
      access('out/', { resolved: false })
    ]);
    expect(files).toHaveLength(2);
  });
});

describe('dependenciesOf', () => {
  const cells = [ref('a', 0), ref('b', 1), ref('c', 2)];
  const facts = [
    {
      id: 'b',
      state: 'fresh' as const,
      uses: [
        { name: 'z', cell_id: 'c' },
        { name: 'x', cell_id: 'a' },
        { name: 'y', cell_id: 'a' }
      ],
      used_by: [
        { name: 'r', cell_id: 'c' },
        { name: 'gone', cell_id: 'deleted' }
      ]
    }
  ];

  it('links cells in the order of the notebook, with all names that they share', () => {
    expect(dependenciesOf('b', facts, cells)).toEqual({
      uses: [
        { cell: cells[0], names: ['x', 'y'] },
        { cell: cells[2], names: ['z'] }
      ],
      usedBy: [{ cell: cells[2], names: ['r'] }]
    });
  });

  it('knows nothing of a cell that the report does not name', () => {
    expect(dependenciesOf('a', facts, cells)).toBeNull();
    expect(dependenciesOf(null, facts, cells)).toBeNull();
  });
});
