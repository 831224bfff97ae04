import React from 'react';

import { ICheckedItem, IProfile } from '../facts';
import { IFinding } from '../findings';
import { lockedSentence } from '../locks';
import { CheckedItem } from './checkedItem';
import { useLocks } from './locks';
import { Surroundings } from './surroundings';

/** The items of a checklist with their states, and which checklist it is. */
export const Checklist = React.memo(
  (props: {
    items: readonly ICheckedItem[];
    findings: readonly IFinding[];
  }): JSX.Element => {
    const { trans } = React.useContext(Surroundings);
    const { findings, items } = props;
    const byFingerprint = React.useMemo(
      () => new Map(findings.map(f => [f.fingerprint, f])),
      [findings]
    );
    return (
      <>
        <ProfileChoice current={items[0]?.profile ?? ''} />
        <ul
          className="mldebt-List mldebt-Checklist"
          role="list"
          aria-label={trans.__('Checklist')}
        >
          {items.map(item => (
            <CheckedItem
              key={`${item.profile}:${item.id}`}
              item={item}
              findings={byFingerprint}
            />
          ))}
        </ul>
      </>
    );
  }
);
Checklist.displayName = 'Checklist';

function ProfileChoice({ current }: { current: string }): JSX.Element | null {
  const { profiles, setProfile, trans } = React.useContext(Surroundings);
  const lock = useLocks().find(({ name }) => name === 'checklist');
  const [known, setKnown] = React.useState<readonly IProfile[]>([]);
  React.useEffect(() => {
    let isWanted = true;
    profiles().then(
      all => isWanted && setKnown(all),
      // Without the list there is the one checklist that the report answers.
      () => undefined
    );
    return () => {
      isWanted = false;
    };
  }, [profiles]);
  if (known.length < 2) {
    return null;
  }
  return (
    <div className="mldebt-Profile">
      <select
        className="mldebt-Select"
        aria-label={trans.__('Which checklist')}
        disabled={lock !== undefined}
        title={lock && lockedSentence(lock.origin, trans)}
        value={current}
        onChange={event => setProfile(event.target.value)}
      >
        {known.map(({ name, title }) => (
          <option key={name} value={name}>
            {title}
          </option>
        ))}
      </select>
    </div>
  );
}
