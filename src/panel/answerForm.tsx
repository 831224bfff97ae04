import React from 'react';

import '../../style/answerForm.css';
import { ANSWERS, AnswerWord, IAnswer, LONGEST_NOTE } from '../answers';
import { ICheckedItem } from '../facts';
import { answerWord } from '../words';
import { AnswerRefusal } from './answering';
import { Surroundings } from './surroundings';

/** Yes, no or not applicable, and a note. Nothing is stored before *Store*. */
export function AnswerForm(props: {
  item: ICheckedItem;
  stored: IAnswer | null;
  close: () => void;
}): JSX.Element {
  const { answering, trans } = React.useContext(Surroundings);
  const { close, item, stored } = props;
  const [answer, setAnswer] = React.useState<AnswerWord | null>(
    stored?.answer ?? null
  );
  const [note, setNote] = React.useState(stored?.note ?? '');
  const [refusal, setRefusal] = React.useState<AnswerRefusal | null>(null);
  const name = React.useId();
  const form = React.useRef<HTMLFormElement>(null);
  React.useLayoutEffect(() => {
    const inputs = form.current?.querySelectorAll('input');
    (
      Array.from(inputs ?? []).find(input => input.checked) ?? inputs?.[0]
    )?.focus();
    form.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const store = (given: Omit<IAnswer, 'date'> | null) => {
    const reason = answering.store(item, given);
    setRefusal(reason);
    if (reason === null) {
      close();
    }
  };
  return (
    <form
      ref={form}
      className="mldebt-Answer"
      onSubmit={event => {
        event.preventDefault();
        if (answer) {
          store({ answer, note: note.trim() });
        }
      }}
      onKeyDown={event => {
        if (event.key === 'Escape') {
          close();
          event.stopPropagation();
        }
      }}
    >
      <fieldset className="mldebt-Answer-words">
        <legend className="mldebt-mod-spoken">{item.text}</legend>
        {ANSWERS.map(word => (
          <label key={word}>
            <input
              type="radio"
              name={name}
              value={word}
              checked={answer === word}
              onChange={() => setAnswer(word)}
            />
            {answerWord(word, trans)}
          </label>
        ))}
      </fieldset>
      <input
        type="text"
        className="mldebt-Answer-note"
        placeholder={trans.__('Note (where it is written, who did it …)')}
        aria-label={trans.__('Note')}
        maxLength={LONGEST_NOTE}
        value={note}
        onChange={event => setNote(event.target.value)}
      />
      <p className="mldebt-Answer-where">
        {trans.__('Stored in the notebook’s metadata, with today’s date.')}
      </p>
      <p className="mldebt-Answer-refusal" role="alert">
        {refusal && refusalWords(refusal)}
      </p>
      <div className="mldebt-Answer-buttons">
        <button
          type="submit"
          className="mldebt-Button mldebt-Answer-store"
          disabled={!answer}
        >
          {trans.__('Store')}
        </button>
        {stored && (
          <button
            type="button"
            className="mldebt-Button mldebt-Answer-withdraw"
            onClick={() => store(null)}
          >
            {trans.__('Withdraw')}
          </button>
        )}
        <button
          type="button"
          className="mldebt-Button mldebt-Answer-cancel"
          onClick={close}
        >
          {trans.__('Cancel')}
        </button>
      </div>
    </form>
  );

  function refusalWords(reason: AnswerRefusal): string {
    switch (reason) {
      case 'read-only':
        return trans.__('The notebook is read-only.');
      case 'not-ours':
        return trans.__(
          'The notebook’s metadata holds something else under “mldebt”. It was not overwritten.'
        );
    }
  }
}
