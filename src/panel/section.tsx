import React from 'react';

import { Chevron } from './icon';
import { SectionId } from './panelState';

/** A part of the panel that opens and closes. `count` stands in its head; `label` says the same in words. */
export function Section(props: {
  id: SectionId;
  title: string;
  count?: { readonly text: string; readonly label: string } | null;
  isOpen: boolean;
  setOpen: (id: SectionId, isOpen: boolean) => void;
  children: React.ReactNode;
}): JSX.Element {
  const { count, id, isOpen, setOpen, title } = props;
  const headId = React.useId();
  const bodyId = React.useId();
  return (
    <section className="mldebt-Section" data-section={id} data-open={isOpen}>
      <h3 className="mldebt-Section-heading">
        <button
          id={headId}
          type="button"
          className="mldebt-Section-head"
          aria-expanded={isOpen}
          aria-controls={isOpen ? bodyId : undefined}
          onClick={() => setOpen(id, !isOpen)}
        >
          <Chevron open={isOpen} />
          <span className="mldebt-Section-title">{title}</span>
          {count && (
            <span className="mldebt-Count" title={count.label}>
              <span aria-hidden="true">{count.text}</span>
              <span className="mldebt-mod-spoken">{count.label}</span>
            </span>
          )}
        </button>
      </h3>
      {isOpen && (
        <div
          id={bodyId}
          className="mldebt-Section-body"
          role="region"
          aria-labelledby={headId}
        >
          {props.children}
        </div>
      )}
    </section>
  );
}
