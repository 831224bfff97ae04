import React from 'react';

import { IRule } from '../findings';
import { MessageText } from './messageText';
import { Surroundings } from './surroundings';

/** Why a rule is there, or how to fix what it finds; the server knows. */
export function Explanation(props: {
  code: string;
  part: 'why' | 'fix';
}): JSX.Element {
  const { rules, trans } = React.useContext(Surroundings);
  const [rule, setRule] = React.useState<IRule | null | undefined>();
  React.useEffect(() => {
    let isWanted = true;
    rules().then(
      all => isWanted && setRule(all.get(props.code) ?? null),
      () => isWanted && setRule(null)
    );
    return () => {
      isWanted = false;
    };
  }, [rules, props.code]);

  let text: string;
  if (rule) {
    text = rule[props.part];
  } else if (rule === null) {
    text = trans.__('The server has no explanation for %1.', props.code);
  } else {
    text = '…';
  }
  return (
    <span className="mldebt-Explanation">
      <span className="mldebt-Explanation-title">
        {props.part === 'why' ? trans.__('Why') : trans.__('How to fix')}
      </span>
      <span className="mldebt-Explanation-text">
        <MessageText message={text} />
      </span>
      {props.part === 'why' && rule && rule.practices.length > 0 && (
        <span className="mldebt-Explanation-practices">
          {trans._n(
            'Best practice %2',
            'Best practices %2',
            rule.practices.length,
            rule.practices.join(', ')
          )}
        </span>
      )}
    </span>
  );
}
