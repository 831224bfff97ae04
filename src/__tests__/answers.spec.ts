import { answerIn, dayOf, IAnswer, withAnswer } from '../answers';

const YES: IAnswer = { answer: 'yes', date: '2027-01-31', note: '' };

describe('withAnswer', () => {
  it('puts an answer beside what else is ours, without an empty note', () => {
    expect(withAnswer(undefined, 'A-1', YES)).toEqual({
      checklist: { 'A-1': { answer: 'yes', date: '2027-01-31' } }
    });
    const ours = { ignore: ['NDX101'], checklist: { 'B-2': 'no' } };
    expect(withAnswer(ours, 'A-1', { ...YES, note: 'Ana' })).toEqual({
      ignore: ['NDX101'],
      checklist: {
        'B-2': 'no',
        'A-1': { answer: 'yes', date: '2027-01-31', note: 'Ana' }
      }
    });
    // What was there stays as it was.
    expect(ours).toEqual({ ignore: ['NDX101'], checklist: { 'B-2': 'no' } });
  });

  it('takes an answer out, and leaves nothing empty behind', () => {
    const one = withAnswer(undefined, 'A-1', YES);
    expect(withAnswer(one, 'A-1', null)).toBeUndefined();
    expect(withAnswer({ ...one, ignore: [] }, 'A-1', null)).toEqual({
      ignore: []
    });
    expect(withAnswer(undefined, 'A-1', null)).toBeUndefined();
  });

  it('overwrites nothing that is not ours', () => {
    for (const other of ['mine', 3, ['a'], { checklist: 'mine' }]) {
      expect(withAnswer(other, 'A-1', YES)).toBeNull();
    }
  });
});

describe('answerIn', () => {
  it('reads what withAnswer stores', () => {
    const stored = withAnswer({}, 'A-1', { ...YES, note: '<b>' });
    expect(answerIn(stored, 'A-1')).toEqual({ ...YES, note: '<b>' });
    expect(answerIn(stored, 'A-2')).toBeNull();
  });

  it('reads short answers, and takes nothing else for one', () => {
    expect(answerIn({ checklist: { 'A-1': 'na' } }, 'A-1')?.answer).toBe('na');
    for (const value of [null, 1, 'perhaps', { answer: 'perhaps' }, []]) {
      expect(answerIn({ checklist: { 'A-1': value } }, 'A-1')).toBeNull();
    }
    expect(answerIn({ checklist: [] }, 'constructor')).toBeNull();
    expect(answerIn('mine', 'A-1')).toBeNull();
  });
});

describe('dayOf', () => {
  it('is the day where the author is', () => {
    expect(dayOf(new Date(2027, 0, 3, 23, 59))).toBe('2027-01-03');
  });
});
