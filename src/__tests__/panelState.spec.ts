import { NO_FILTER } from '../panel/filtering';
import { PanelState, readChoices } from '../panel/panelState';

describe('PanelState', () => {
  it('opens and closes sections in their order, and says so', () => {
    const state = new PanelState();
    const heard: (readonly string[])[] = [];
    state.changed.connect(() => heard.push(state.choices.open));
    state.setOpen('ignored', true);
    state.setOpen('checklist', true);
    state.setOpen('findings', false);
    expect(heard).toEqual([
      ['findings', 'ignored'],
      ['findings', 'checklist', 'ignored'],
      ['checklist', 'ignored']
    ]);
  });

  it('keeps the rest of the filter when a part of it changes', () => {
    const state = new PanelState();
    state.setFilter({ text: 'rate' });
    state.setFilter({ fixable: true });
    expect(state.choices.filter).toEqual({
      ...NO_FILTER,
      text: 'rate',
      fixable: true
    });
  });
});

describe('readChoices', () => {
  it('reads what was kept', () => {
    const state = new PanelState();
    state.setOpen('accesses', true);
    state.set({ grouping: 'practice' });
    state.setFilter({ text: 'x', hidden: ['info'], newOnly: true });
    const kept = JSON.parse(JSON.stringify(state.choices));
    expect(readChoices(kept)).toEqual(state.choices);
  });

  it('takes what it does not understand as it is at first', () => {
    const first = new PanelState().choices;
    for (const kept of [null, 'x', 3, [], { open: 'all', filter: 1 }]) {
      expect(readChoices(kept)).toEqual(first);
    }
    expect(
      readChoices({
        open: ['cellar', 'ignored'],
        grouping: 'moon',
        filter: { text: 7, hidden: ['fatal', 'error'], fixable: 'yes' }
      })
    ).toEqual({
      open: ['ignored'],
      grouping: 'cell',
      filter: { ...NO_FILTER, hidden: ['error'] }
    });
  });
});
