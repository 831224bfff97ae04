import { ReportReader } from '../reportReader';
import { finding, report } from './examples';
import { IReport } from '../findings';

/** A report as the server writes it: a line for each entry of a list. */
function answer(value: IReport): string {
  const members = Object.entries(value).map(([name, member]) => {
    const json =
      Array.isArray(member) && member.length > 0
        ? `[\n${member.map(entry => JSON.stringify(entry)).join(',\n')}\n]`
        : JSON.stringify(member);
    return `${JSON.stringify(name)}:${json}`;
  });
  return `{${members.join(',')}}`;
}

const one = () => finding({ fingerprint: 'one', span: null });
const two = (message: string) => finding({ fingerprint: 'two', message });

describe('ReportReader', () => {
  it('reads what the server says', () => {
    const said = {
      ...report(one(), two('a "line"\n{"code": 1},\nand more')),
      verdict_findings: ['one', 'two']
    };
    expect(new ReportReader().read(answer(said))).toEqual(said);
  });

  it('keeps the objects that say the same', () => {
    const reader = new ReportReader();
    const before = reader.read(answer(report(one(), two('old'))));
    const after = reader.read(answer(report(one(), two('new'))));
    expect(after.findings[0]).toBe(before.findings[0]);
    expect(after.findings[1]).toMatchObject({ message: 'new' });
    expect(after.checklist).toBe(before.checklist);
  });

  it('keeps the list where all of it is as before, in the same order', () => {
    const reader = new ReportReader();
    const before = reader.read(answer(report(one(), two('old'))));
    expect(reader.read(answer(report(one(), two('old')))).findings).toBe(
      before.findings
    );
    const turned = reader.read(answer(report(two('old'), one())));
    expect(turned.findings[0]).toBe(before.findings[1]);
    expect(turned.findings[1]).toBe(before.findings[0]);
    expect(reader.read(answer(report(one()))).findings).toHaveLength(1);
  });

  it('understands an answer in one line too', () => {
    const said = report(one(), two('old'));
    expect(new ReportReader().read(JSON.stringify(said))).toEqual(said);
  });

  it('names what is wrong in an entry', () => {
    const said = report(one(), finding({ severity: 'fatal' as 'error' }));
    expect(() => new ReportReader().read(answer(said))).toThrow(
      'findings[1].severity is not'
    );
    expect(() => new ReportReader().read('<html>\n</html>')).toThrow();
  });
});
