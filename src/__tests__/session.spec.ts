import { IKernelMessage, KernelListener } from '../listener';
import { SessionLog } from '../session';

function message(
  msg_type: string,
  id: string,
  content: unknown,
  parent?: string,
  metadata = {}
): IKernelMessage {
  return {
    header: { msg_id: id, msg_type },
    parent_header: parent ? { msg_id: parent } : {},
    metadata,
    content
  };
}

function setUp() {
  const log = new SessionLog();
  log.reset('k1', new Date(0));
  let runs = 0;
  const listener = new KernelListener(log, () => runs++);
  let n = 0;
  return {
    log,
    listener,
    get runs() {
      return runs;
    },
    events: () => log.read(new Set(['a', 'b'])).events,
    send: (cellId: string | null, code: string, more = {}) => {
      const id = `own${++n}`;
      const metadata = cellId === null ? {} : { cellId };
      listener.observe(
        message('execute_request', id, { code, ...more }, undefined, metadata),
        'send'
      );
      listener.observe(
        message('execute_input', `i${id}`, { code }, id),
        'recv'
      );
      return id;
    },
    reply: (id: string, content: unknown) =>
      listener.observe(message('execute_reply', `r${id}`, content, id), 'recv'),
    hear: (type: string, parent: string, content: unknown) =>
      listener.observe(message(type, `h${++n}`, content, parent), 'recv')
  };
}

describe('the session log', () => {
  it('keeps each run with the source that ran', () => {
    const { send, reply, events } = setUp();
    const first = send('a', 'x = 1');
    reply(first, { status: 'ok' });
    const second = send('a', 'x = 2');
    reply(second, { status: 'error', ename: 'NameError' });
    expect(events()).toEqual([
      { n: 1, cell_id: 'a', source: 'x = 1', status: 'ok', count: null },
      { n: 2, cell_id: 'a', source: 'x = 2', status: 'error', count: null }
    ]);
  });

  it('tells interrupted and aborted runs from failed ones', () => {
    const { send, reply, events } = setUp();
    const [a, b] = [send('a', 'loop()'), send('b', 'x')];
    reply(a, { status: 'error', ename: 'KeyboardInterrupt' });
    reply(b, { status: 'aborted' });
    expect(events().map(event => event.status)).toEqual([
      'interrupted',
      'aborted'
    ]);
  });

  it('says nothing of a run before it has ended', () => {
    const { send, events } = setUp();
    send('a', 'x = 1');
    expect(events()).toEqual([]);
  });

  it('sees the runs of a console as runs of no known cell', () => {
    const { hear, events } = setUp();
    hear('execute_input', 'other', { code: 'x = 5' });
    hear('status', 'other', { execution_state: 'idle' });
    hear('execute_input', 'other2', { code: 'y' });
    hear('error', 'other2', { ename: 'NameError' });
    hear('status', 'other2', { execution_state: 'idle' });
    expect(events()).toEqual([
      { n: 1, cell_id: null, source: 'x = 5', status: 'ok', count: null },
      { n: 2, cell_id: null, source: 'y', status: 'error', count: null }
    ]);
  });

  it('knows its own run when the reply overtakes the broadcasts', () => {
    const { send, reply, hear, events } = setUp();
    const id = send('a', 'x = 1');
    reply(id, { status: 'ok' });
    hear('execute_input', id, { code: 'x = 1' });
    hear('status', id, { execution_state: 'idle' });
    expect(events()).toEqual([
      { n: 1, cell_id: 'a', source: 'x = 1', status: 'ok', count: null }
    ]);
  });

  it('leaves out silent requests of other extensions', () => {
    const { send, reply, events } = setUp();
    const id = 'own1';
    expect(send(null, 'dir()', { silent: true })).toBe(id);
    reply(id, { status: 'ok' });
    expect(events()).toEqual([]);
  });

  it('counts cells that ran and are gone as deleted, until they come back', () => {
    const { log, send, reply } = setUp();
    reply(send('a', 'x = 1'), { status: 'ok' });
    expect(log.read(new Set(['b'])).deleted).toEqual(['a']);
    expect(log.read(new Set(['a', 'b'])).deleted).toEqual([]);
  });

  it('keeps which cell the run of another page was, by its text at that time', () => {
    const { log, hear, events } = setUp();
    const run = (id: string, code: string) => {
      hear('execute_input', id, { code, execution_count: 1 });
      hear('status', id, { execution_state: 'idle' });
    };
    run('one', 'x = 1');
    log.attribute([
      { id: 'a', source: 'x = 1\n' },
      { id: 'b', source: 'y' }
    ]);
    run('two', 'z');
    log.attribute([
      { id: 'a', source: 'x = 2' },
      { id: 'b', source: 'z' },
      { id: 'c', source: 'z' }
    ]);
    // What no cell was then is no cell's for having been typed into one since.
    log.attribute([{ id: 'b', source: 'z' }]);
    expect(events().map(event => event.cell_id)).toEqual(['a', null]);
  });

  it('begins anew with the kernel', () => {
    const { log, listener, send, reply, events } = setUp();
    reply(send('a', 'x = 1'), { status: 'ok' });
    const running = send('a', 'x = 2');
    log.reset('k2', new Date(1000));
    listener.reset();
    reply(running, { status: 'ok' });
    expect(events()).toEqual([]);
    expect(log.kernelId).toBe('k2');
    expect(log.started).toBe('1970-01-01T00:00:01.000Z');
    reply(send('a', 'x = 3'), { status: 'ok' });
    expect(events()[0].n).toBe(1);
  });

  it('tells when a run has ended', () => {
    const all = setUp();
    all.reply(all.send('a', 'x'), { status: 'ok' });
    expect(all.runs).toBe(1);
  });

  it('is bounded, and forgets the oldest first', () => {
    const log = new SessionLog();
    log.reset('k');
    for (let i = 0; i < 2100; i++) {
      log.record('a', String(i), 'ok');
    }
    const { events } = log.read(new Set(['a']));
    expect(events).toHaveLength(2000);
    expect(events[0].source).toBe('100');
    expect(events[1999].n).toBe(2100);
    expect(log.read(new Set(['a'])).missed).toBe(100);
  });

  it('knows from the first count what ran before it listened', () => {
    const { log, send, reply, hear } = setUp();
    expect(log.read(new Set()).missed).toBe(0);
    reply(send('a', 'x = 1'), { status: 'ok', execution_count: 5 });
    hear('execute_input', 'other', { code: 'y', execution_count: 6 });
    hear('status', 'other', { execution_state: 'idle' });
    const { events, missed } = log.read(new Set());
    expect(missed).toBe(4);
    expect(events.map(event => event.count)).toEqual([5, 6]);
  });

  it('gives no count to what did not come to its turn', () => {
    const { log, send, reply } = setUp();
    reply(send('a', 'x'), { status: 'aborted', execution_count: 3 });
    expect(log.read(new Set()).events[0].count).toBeNull();
    expect(log.read(new Set()).missed).toBe(0);
  });

  it('tells what ran when the kernel died, and nothing else', () => {
    const { listener, send, reply, events } = setUp();
    reply(send('a', 'x = 1'), { status: 'ok', execution_count: 1 });
    send('b', 'die()');
    send('c', 'y = 2');
    listener.died('k1');
    expect(events()).toEqual([
      { n: 1, cell_id: 'b', source: 'die()', status: 'died', count: null }
    ]);
    listener.died('k1');
    expect(events()).toEqual([]);
    send('b', 'die()');
    listener.reset();
    listener.died('k1');
    expect(events().map(event => event.status)).toEqual(['died']);
    // A restart that was asked for is no death.
    send('b', 'loop()');
    listener.reset();
    send('b', 'x');
    listener.reset();
    expect(events()).toHaveLength(1);
  });

  it('remembers when a run ended', () => {
    const log = new SessionLog();
    log.reset('k');
    log.record('a', 'x', 'ok', 1, new Date(7000));
    expect(log.ended(1)).toEqual(new Date(7000));
    log.reset('k');
    expect(log.ended(1)).toBeUndefined();
  });
});
