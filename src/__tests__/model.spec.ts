import { CheckFailure } from '../failure';
import { IReport } from '../findings';
import { HygieneModel } from '../model';
import { ICheckRequest } from '../snapshot';
import { finding, report, request } from './examples';

interface ISent {
  request: ICheckRequest;
  signal: AbortSignal;
  answer(report: IReport): Promise<void>;
  fail(reason: unknown): Promise<void>;
}

function setUp() {
  const sent: ISent[] = [];
  const notebook = { source: 'first' };
  const model = new HygieneModel({
    read: () => request(notebook.source),
    send: (body, signal) =>
      new Promise((resolve, reject) => {
        const settled = () => new Promise<void>(done => setTimeout(done));
        sent.push({
          request: body,
          signal,
          answer: report => (resolve(report), settled()),
          fail: reason => (reject(reason), settled())
        });
      })
  });
  return { model, notebook, sent };
}

const named = (name: string) => report(finding({ message: name }));
const shown = (model: HygieneModel) => model.report?.findings[0].message;

describe('HygieneModel', () => {
  it('shows the report together with what it is a report on', async () => {
    const { model, sent } = setUp();
    let emitted = 0;
    model.changed.connect(() => emitted++);
    void model.check();
    expect(model.isChecking).toBe(true);
    await sent[0].answer(named('one'));
    expect(model.isChecking).toBe(false);
    expect(shown(model)).toBe('one');
    expect(model.cell('a')?.source).toBe('first');
    expect(emitted).toBe(2);
  });

  it('sends one request at a time, and then what has changed meanwhile', async () => {
    const { model, notebook, sent } = setUp();
    void model.check();
    notebook.source = 'second';
    void model.check();
    notebook.source = 'third';
    void model.check();
    expect(sent).toHaveLength(1);
    await sent[0].answer(named('one'));
    expect(shown(model)).toBe('one');
    expect(sent.map(s => s.request.cells[0].source)).toEqual([
      'first',
      'third'
    ]);
    await sent[1].answer(named('two'));
    expect(shown(model)).toBe('two');
    expect(sent).toHaveLength(2);
  });

  it('never lets a stale answer overwrite a newer one', async () => {
    const { model, sent } = setUp();
    void model.check();
    void model.check(true);
    expect(sent[0].signal.aborted).toBe(true);
    await sent[1].answer(named('newer'));
    await sent[0].answer(named('stale'));
    expect(shown(model)).toBe('newer');
  });

  it('never shows a stale answer before the newer one either', async () => {
    const { model, sent } = setUp();
    void model.check();
    void model.check(true);
    await sent[0].answer(named('stale'));
    expect(model.report).toBeNull();
    expect(model.isChecking).toBe(true);
    await sent[1].answer(named('newer'));
    expect(shown(model)).toBe('newer');
  });

  it('does not take a given-up request for a failure', async () => {
    const { model, sent } = setUp();
    void model.check();
    void model.check(true);
    await sent[0].fail(new Error('aborted'));
    expect(model.failure).toBeNull();
    expect(model.isChecking).toBe(true);
  });

  it('keeps the last report when a check fails, until one succeeds', async () => {
    const { model, sent } = setUp();
    void model.check();
    await sent[0].answer(named('one'));
    void model.check();
    await sent[1].fail(new CheckFailure('busy', 'later'));
    expect(model.failure?.kind).toBe('busy');
    expect(shown(model)).toBe('one');
    void model.check();
    await sent[2].answer(named('two'));
    expect(model.failure).toBeNull();
  });

  it('is silent once it is disposed of', async () => {
    const { model, sent } = setUp();
    void model.check();
    let emitted = 0;
    model.changed.connect(() => emitted++);
    model.dispose();
    expect(sent[0].signal.aborted).toBe(true);
    await sent[0].answer(named('late'));
    void model.check();
    expect(emitted).toBe(0);
    expect(sent).toHaveLength(1);
    expect(model.report).toBeNull();
  });

  it('sets aside what is ignored once, and only here', async () => {
    const { model, sent } = setUp();
    const [kept, dropped] = ['kept', 'dropped'].map(fingerprint =>
      finding({ fingerprint })
    );
    void model.check();
    await sent[0].answer(report(kept, dropped));
    model.ignoreOnce('dropped');
    expect(model.findings).toEqual([kept]);
    expect(model.ignored).toMatchObject([
      { scope: 'once', fingerprint: 'dropped' }
    ]);
    void model.check();
    await sent[1].answer(report(kept, dropped));
    expect(model.findings).toEqual([kept]);
    model.restoreOnce('dropped');
    expect(model.findings).toEqual([kept, dropped]);
    expect(model.ignored).toEqual([]);
  });

  it('calls new what was not known, where there is something to compare with', async () => {
    const { model, sent } = setUp();
    const known = ['old', 'fresh'].map(fingerprint => finding({ fingerprint }));
    void model.check();
    await sent[0].answer(report(...known));
    expect(model.isNew).toBeNull();
    model.setBaseline(new Set(['old']));
    expect(model.findings.map(f => model.isNew!(f.fingerprint))).toEqual([
      false,
      true
    ]);
  });
});
