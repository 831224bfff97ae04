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
      {props.part === 'fix' && rule && (
        <>
          <Example title={trans.__('Reported')} code={rule.bad[0]} />
          <Example title={trans.__('Not reported')} code={rule.good[0]} />
        </>
      )}
    </span>
  );
}

/** An example of a rule. */
function Example(props: { title: string; code?: string }): JSX.Element | null {
  return props.code ? (
    <>
      <span className="mldebt-Explanation-title">{props.title}</span>
      <span className="mldebt-Explanation-example">
        {withoutNotation(props.code)}
      </span>
    </>
  ) : null;
}

/** An example as somebody would write it: without the marks of what is found, and the sign of a cell that is alone. */
function withoutNotation(example: string): string {
  const code = example.replace(/ {2}# <- .*$/gm, '');
  const isOneCell = code.split('# %%').length === 2;
  return (isOneCell ? code.replace(/^# %%.*\n/, '') : code).trim();
}
