import { messageParts } from '../message';

const parts = (message: string) =>
  messageParts(message).map(({ text, isCode }) => (isCode ? [text] : text));

describe('messageParts', () => {
  it('tells code from words', () => {
    expect(parts('Uses `x`, defined in `y`')).toEqual([
      'Uses ',
      ['x'],
      ', defined in ',
      ['y']
    ]);
  });

  it('keeps a backtick that has no partner', () => {
    expect(parts('Uses `x` and a ` too')).toEqual([
      'Uses ',
      ['x'],
      ' and a ` too'
    ]);
    expect(parts('`')).toEqual(['`']);
    expect(parts('')).toEqual([]);
  });
});
