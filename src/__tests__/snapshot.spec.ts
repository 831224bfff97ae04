import { CellReader, encodeRequest, uniqueIds } from '../snapshot';
import { ExampleCell, request } from './examples';

function setUp(...sources: string[]) {
  const changes: string[] = [];
  const cells = sources.map((source, i) => new ExampleCell(`c${i}`, source));
  const reader = new CellReader((cell, kind) =>
    changes.push(`${cell.id} ${kind}`)
  );
  return { cells, changes, reader };
}

describe('CellReader', () => {
  it('reads what the server is told', () => {
    const { cells, reader } = setUp('x = 1');
    cells[0].executionCount = 3;
    cells[0].metadata.tags = ['mldebt-ignore:NDX101', 7];
    cells[0].metadata.mldebt = { ignore: [{ code: 'NDX101' }, 7] };
    cells[0].items = [
      { type: 'stream', toJSON: () => ({ text: 'secret' }) },
      { type: 'error', toJSON: () => ({ ename: 'NameError', evalue: 'x' }) }
    ];
    expect(reader.read(cells)).toEqual([
      {
        id: 'c0',
        type: 'code',
        source: 'x = 1',
        execution_count: 3,
        has_output: true,
        error: { name: 'NameError', message: 'x' },
        tags: ['mldebt-ignore:NDX101'],
        ignore: [{ code: 'NDX101' }, 7]
      }
    ]);
  });

  it('reads an unchanged cell once', () => {
    const { cells, reader } = setUp('x = 1', 'y = 2');
    reader.read(cells);
    cells[1].edit('y = 3');
    const bodies = reader.read(cells);
    expect(bodies.map(body => body.source)).toEqual(['x = 1', 'y = 3']);
    expect(cells.map(cell => cell.reads)).toEqual([1, 2]);
    expect(cells.map(cell => cell.listeners)).toEqual([1, 1]);
  });

  it('tells edits from runs, and keeps silent about what does not matter', () => {
    const { cells, changes, reader } = setUp('x = 1');
    const [cell] = cells;
    reader.read(cells);
    cell.emit({});
    cell.executionCount = 1;
    cell.emit({});
    cell.items.push({ type: 'stream', toJSON: () => ({}) });
    cell.emit({});
    cell.items.push({ type: 'stream', toJSON: () => ({}) });
    cell.emit({});
    cell.edit('x = 2');
    expect(changes).toEqual(['c0 run', 'c0 run', 'c0 source']);
    expect(reader.read(cells)[0]).toMatchObject({
      execution_count: 1,
      has_output: true
    });
  });

  it('tells apart cells of the same id', () => {
    const cells = ['1', '2', '3'].map(s => new ExampleCell('same', s));
    const reader = new CellReader(() => undefined);
    expect(reader.read(cells).map(body => body.id)).toEqual(uniqueIds(cells));
    expect(uniqueIds(cells)).toEqual(['same', 'same~2', 'same~3']);
  });
});

describe('encodeRequest', () => {
  it('is the request in JSON, also when cells are as before', () => {
    const asked = request('print("x")');
    expect(JSON.parse(encodeRequest(asked))).toEqual(asked);
    const later = { ...request('y'), cells: [...asked.cells] };
    expect(JSON.parse(encodeRequest(later))).toEqual(later);
  });
});
