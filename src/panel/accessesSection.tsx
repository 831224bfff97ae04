import React from 'react';

import { IAccess } from '../facts';
import { accessWords, cellName, placeWords } from '../words';
import { accessedFiles, IAccessedFile } from './accesses';
import { PlaceLink } from './placeLink';
import { RovingList } from './rovingList';
import { Surroundings } from './surroundings';

/** The files that the notebook reads and writes, each with the places where it does so. */
export const Accesses = React.memo(
  ({ accesses }: { accesses: readonly IAccess[] }): JSX.Element => {
    const { trans } = React.useContext(Surroundings);
    const files = React.useMemo(() => accessedFiles(accesses), [accesses]);
    if (files.length === 0) {
      return (
        <p className="mldebt-Empty">
          {trans.__('No cell reads or writes a file, as far as is known.')}
        </p>
      );
    }
    return (
      <RovingList
        className="mldebt-List"
        label={trans.__('Files that are read and written')}
      >
        {files.map(file => (
          <File key={file.key} file={file} />
        ))}
      </RovingList>
    );
  }
);
Accesses.displayName = 'Accesses';

function File({ file }: { file: IAccessedFile }): JSX.Element {
  const { trans } = React.useContext(Surroundings);
  const { path, place, resolved, sites } = file;
  return (
    <li className="mldebt-Access" data-path={path ?? ''} data-place={place}>
      <span className="mldebt-Access-path">
        {path === null ? (
          trans.__('A path that is not known')
        ) : (
          <>
            <code>{path}</code>
            {!resolved && (
              <span className="mldebt-Access-unresolved">
                {' '}
                {trans.__('(known in part)')}
              </span>
            )}
          </>
        )}
      </span>
      {place && (
        <span className="mldebt-Access-place">{placeWords(place, trans)}</span>
      )}
      <span className="mldebt-Access-sites">
        {sites.map(({ call, cell, mode, span }, i) => (
          <PlaceLink
            key={i}
            cell={cell}
            span={span}
            className="mldebt-Access-site"
            title={call}
          >
            {accessWords(mode, cellName(cell, trans), trans)}
          </PlaceLink>
        ))}
      </span>
    </li>
  );
}
