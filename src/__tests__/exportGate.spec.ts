import { ICommands, interceptCommand } from '../export/interception';
import { parsePolicy } from '../export/policy';
import { failsGate, gateRows } from '../export/rows';
import { ICheckedItem } from '../facts';
import { finding, report } from './examples';

function item(parts: Partial<ICheckedItem>): ICheckedItem {
  return {
    id: 'order',
    profile: 'default',
    text: 'Text.',
    state: 'fail',
    kind: 'auto',
    evidence: 'Evidence.',
    findings: [],
    ...parts
  };
}

describe('rows of the gate', () => {
  const place = (index: number) => ({
    cell: { id: `c${index}`, index, execution_count: null }
  });
  const early = finding({ ...place(0), fingerprint: 'a', severity: 'warning' });
  const late = finding({ ...place(5), fingerprint: 'b', severity: 'error' });
  const other = finding({ ...place(3), fingerprint: 'c', code: 'NDP301' });
  const note = finding({ fingerprint: 'd', code: 'NDX120', severity: 'info' });

  it('are one for each item that fails, and for each rule behind none', () => {
    const rows = gateRows({
      ...report(early, other, late, note),
      checklist: [
        item({ id: 'seeds', state: 'pass' }),
        item({ id: 'dependencies' }),
        item({ id: 'order', findings: ['a', 'b'] }),
        item({ id: 'data', state: 'unknown' })
      ]
    });
    expect(rows.map(row => [row.key, row.severity])).toEqual([
      ['item order', 'error'],
      ['rule NDP301', 'error'],
      ['item dependencies', 'warning']
    ]);
  });

  it('name the gravest first', () => {
    const [row] = gateRows(report(early, late));
    expect(row.findings).toEqual([late, early]);
  });

  it('are one for items that fail by the same', () => {
    const [row, ...others] = gateRows({
      ...report(early, late),
      checklist: [
        item({ id: 'seeds', findings: ['a', 'b'] }),
        item({ id: 'splits', findings: ['b'] })
      ]
    });
    expect(row.items.map(({ id }) => id)).toEqual(['seeds', 'splits']);
    expect(others).toEqual([]);
  });

  it('are none where there are notes alone', () => {
    expect(gateRows(report(note))).toEqual([]);
  });

  it('fail from the severity on that the policy says', () => {
    expect(failsGate(report(early), 'error')).toBe(false);
    expect(failsGate(report(early), 'warning')).toBe(true);
    expect(failsGate(report(early, late), 'error')).toBe(true);
    expect(failsGate(report(note), 'warning')).toBe(false);
  });
});

describe('the policy', () => {
  it('is read as the server gives it', () => {
    const answer = {
      policy: 'block',
      origin: 'c.MLDebt.export_gate',
      fail_on: 'warning',
      reason: true
    };
    expect(parsePolicy(answer)).toEqual({
      mode: 'block',
      origin: 'c.MLDebt.export_gate',
      failOn: 'warning',
      needsReason: true
    });
    expect(parsePolicy({ ...answer, policy: null }).mode).toBeNull();
    expect(() => parsePolicy({ ...answer, policy: 'maybe' })).toThrow('policy');
  });
});

describe('the interception of a command', () => {
  class Registry implements ICommands {
    readonly ran: [string, unknown][] = [];
    execute(id: string, args?: unknown): Promise<unknown> {
      this.ran.push([id, args]);
      return Promise.resolve(`${id} is done`);
    }
  }

  it('lets a command run, or not, and others always', async () => {
    const commands = new Registry();
    let goesOn = true;
    interceptCommand(commands, 'export', async () => goesOn);
    expect(await commands.execute('export', 1)).toBe('export is done');
    goesOn = false;
    expect(await commands.execute('export', 2)).toBeUndefined();
    expect(await commands.execute('save', 3)).toBe('save is done');
    expect(commands.ran).toEqual([
      ['export', 1],
      ['save', 3]
    ]);
  });

  it('is there once, however often the extension is loaded', async () => {
    const commands = new Registry();
    const ask = jest.fn(async () => true);
    expect(interceptCommand(commands, 'export', ask)).not.toBeNull();
    expect(interceptCommand(commands, 'export', ask)).toBeNull();
    await commands.execute('export');
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it('is undone without a trace, and can be made again', async () => {
    const commands = new Registry();
    const ask = jest.fn(async () => false);
    interceptCommand(commands, 'export', ask)!();
    expect(Object.keys(commands)).toEqual(['ran']);
    await commands.execute('export');
    expect(ask).not.toHaveBeenCalled();
    interceptCommand(commands, 'export', ask);
    await commands.execute('export');
    expect(ask).toHaveBeenCalledTimes(1);
    expect(commands.ran).toEqual([['export', undefined]]);
  });

  it('gives back what somebody else had put there before', async () => {
    const commands = new Registry();
    const theirs = jest.fn(async () => 'theirs');
    commands.execute = theirs;
    interceptCommand(commands, 'export', async () => true)!();
    expect(commands.execute).toBe(theirs);
  });

  it('is passed over when it is undone below somebody else', async () => {
    const commands = new Registry();
    const ask = jest.fn(async () => false);
    const restore = interceptCommand(commands, 'export', ask)!;
    const ours = commands.execute;
    const theirs = jest.fn((id: string, args?: unknown) =>
      ours.call(commands, id, args)
    );
    commands.execute = theirs;
    await commands.execute('export');
    expect(ask).toHaveBeenCalledTimes(1);
    restore();
    expect(commands.execute).toBe(theirs);
    expect(await commands.execute('export')).toBe('export is done');
    expect(ask).toHaveBeenCalledTimes(1);
  });
});
