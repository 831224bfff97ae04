import { shareReport } from '../sharing';
import { finding, report } from './examples';

const one = () => finding({ fingerprint: 'one', span: null });
const two = (message: string) => finding({ fingerprint: 'two', message });

describe('shareReport', () => {
  it('keeps the objects that say the same', () => {
    const before = report(one(), two('old'));
    const after = shareReport(before, report(one(), two('new')));
    expect(after.findings[0]).toBe(before.findings[0]);
    expect(after.findings[1]).toMatchObject({ message: 'new' });
    expect(after.checklist).toBe(before.checklist);
  });

  it('keeps the list where all of it is as before, in the same order', () => {
    const before = report(one(), two('old'));
    expect(shareReport(before, report(one(), two('old'))).findings).toBe(
      before.findings
    );
    const turned = shareReport(before, report(two('old'), one()));
    expect(turned.findings).toEqual([before.findings[1], before.findings[0]]);
    expect(shareReport(before, report(one())).findings).toHaveLength(1);
  });

  it('has nothing to keep at first', () => {
    const first = report(one());
    expect(shareReport(null, first)).toBe(first);
  });
});
