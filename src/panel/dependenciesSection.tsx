import React from 'react';

import { ICellFacts } from '../facts';
import { ICellRef } from '../findings';
import { cellName } from '../words';
import { dependenciesOf, ILink } from './dependencies';
import { SectionId } from './panelState';
import { PlaceLink } from './placeLink';
import { RovingList } from './rovingList';
import { Section } from './section';
import { Surroundings } from './surroundings';

/** What the active cell uses of other cells, and which use it. It follows the active cell by itself. */
export const DependenciesSection = React.memo(
  (props: {
    facts: readonly ICellFacts[];
    cells: readonly ICellRef[];
    isOpen: boolean;
    setOpen: (id: SectionId, isOpen: boolean) => void;
  }): JSX.Element => {
    const { activeCell, trans } = React.useContext(Surroundings);
    const { cells, facts, isOpen } = props;
    const id = React.useSyncExternalStore(
      activeCell.subscribe,
      activeCell.current
    );
    const found = React.useMemo(
      () => dependenciesOf(id, facts, cells),
      [id, facts, cells]
    );
    const own = cells.find(cell => cell.id === id);
    const count = (found?.uses.length ?? 0) + (found?.usedBy.length ?? 0);
    return (
      <Section
        id="dependencies"
        title={
          own && found
            ? trans.__('Dependencies of %1', cellName(own, trans))
            : trans.__('Cell dependencies')
        }
        count={
          found && {
            text: String(count),
            label: trans._n('%1 cell', '%1 cells', count)
          }
        }
        isOpen={isOpen}
        setOpen={props.setOpen}
      >
        {found ? (
          <>
            <Links kind="uses" links={found.uses} />
            <Links kind="used-by" links={found.usedBy} />
          </>
        ) : (
          <p className="mldebt-Empty">
            {trans.__('Go to a code cell to see what it depends on.')}
          </p>
        )}
      </Section>
    );
  }
);
DependenciesSection.displayName = 'DependenciesSection';

function Links(props: {
  kind: 'uses' | 'used-by';
  links: readonly ILink[];
}): JSX.Element {
  const { trans } = React.useContext(Surroundings);
  const { kind, links } = props;
  const title = kind === 'uses' ? trans.__('Uses') : trans.__('Used by');
  return (
    <div className="mldebt-Dependencies" data-kind={kind}>
      <h4 className="mldebt-Dependencies-title">{title}</h4>
      {links.length === 0 ? (
        <p className="mldebt-Empty">
          {kind === 'uses'
            ? trans.__('nothing of other cells')
            : trans.__('no other cell')}
        </p>
      ) : (
        <RovingList className="mldebt-List" label={title}>
          {links.map(({ cell, names }) => (
            <li key={cell.id} className="mldebt-Dependency">
              <PlaceLink cell={cell} span={null}>
                {cellName(cell, trans)}
              </PlaceLink>{' '}
              <code>{names.join(', ')}</code>
            </li>
          ))}
        </RovingList>
      )}
    </div>
  );
}
