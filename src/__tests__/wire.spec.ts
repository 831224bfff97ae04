import { readFileSync } from 'fs';
import { join } from 'path';

import Ajv from 'ajv/dist/2020';

import { parseReport, parseRules } from '../wire';

const ROOT = join(__dirname, '..', '..');
const read = (path: string) =>
  JSON.parse(readFileSync(join(ROOT, path), 'utf-8'));

describe('the contract', () => {
  const example = read('tests/contract/report.json');

  it('is kept by the example', () => {
    const validate = new Ajv({ strict: false }).compile(
      read('schema/report.schema.json')
    );
    expect(validate(example) ? [] : validate.errors).toEqual([]);
  });

  it('is understood here, with nothing lost', () => {
    expect(example.notebooks.length).toBeGreaterThan(0);
    for (const notebook of example.notebooks) {
      const report = parseReport(notebook);
      // What is read must be there, as it stands in the example.
      expect(notebook).toMatchObject(JSON.parse(JSON.stringify(report)));
      expect(report.findings).toHaveLength(notebook.findings.length);
      for (const member of [
        'limits',
        'checklist',
        'accesses',
        'cells',
        'ignored',
        'verdict_findings'
      ] as const) {
        expect(report[member]).toHaveLength(notebook[member].length);
      }
    }
  });
});

describe('an answer that breaks the contract', () => {
  const good = () => read('tests/contract/report.json').notebooks[0];

  it('is refused, naming the member that is wrong', () => {
    type Report = ReturnType<typeof good>;
    const cases: [(report: Report) => void, string][] = [
      [r => (r.verdict = 'fine'), 'verdict'],
      [r => delete r.findings, 'findings'],
      [r => (r.findings[0].severity = 'fatal'), 'findings[0].severity'],
      [r => (r.findings[0].message = { html: '<b>' }), 'findings[0].message'],
      [r => (r.findings[0].cell = { id: 1 }), 'findings[0].cell.id'],
      [r => (r.checklist[1].state = 'done'), 'checklist[1].state'],
      [r => (r.accesses[0].place = 'moon'), 'accesses[0].place'],
      [r => (r.cells[0].uses = 'all'), 'cells[0].uses'],
      [r => (r.ignored[0].reason = null), 'ignored[0].reason']
    ];
    for (const [spoil, where] of cases) {
      const spoilt = good();
      spoil(spoilt);
      expect(() => parseReport(spoilt)).toThrow(`${where} is not`);
    }
    expect(() => parseReport('<html>')).toThrow('report is not an object');
    expect(() => parseRules({ version: 1 })).toThrow('rules is not a list');
  });

  it('may say more than is known here', () => {
    expect(parseReport({ ...good(), novelty: 1 })).not.toHaveProperty(
      'novelty'
    );
  });
});
