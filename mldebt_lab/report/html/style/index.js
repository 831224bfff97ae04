// Sorting and filtering of the table of notebooks. Without it, the table is there all the same.
(() => {
  const table = document.getElementById('mldebt-notebooks');
  const body = table.tBodies[0];
  const rows = Array.from(body.rows);
  const heads = Array.from(table.tHead.rows[0].cells);
  const path = document.getElementById('mldebt-path');
  const verdict = document.getElementById('mldebt-verdict');
  const shown = document.getElementById('mldebt-shown');

  const key = (row, column) => {
    const text = row.cells[column].dataset.sort;
    return column === 0 ? text : Number(text);
  };

  const compare = (one, other) =>
    typeof one === 'string'
      ? one.localeCompare(other, undefined, { numeric: true })
      : one - other;

  const sortBy = column => {
    const head = heads[column];
    // Numbers of findings are looked at from the largest one down.
    const first = column > 1 && column < 6 ? 'descending' : 'ascending';
    const second = first === 'ascending' ? 'descending' : 'ascending';
    const order = head.getAttribute('aria-sort') === first ? second : first;
    heads.forEach(other => other.removeAttribute('aria-sort'));
    head.setAttribute('aria-sort', order);
    const sign = order === 'ascending' ? 1 : -1;
    rows.sort((a, b) => sign * compare(key(a, column), key(b, column)));
    body.append(...rows);
  };

  const filter = () => {
    const words = path.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const row of rows) {
      const name = row.cells[0].textContent.toLowerCase();
      const isShown =
        words.every(word => name.includes(word)) &&
        (verdict.value === '' || row.dataset.verdict === verdict.value);
      row.hidden = !isShown;
      count += isShown ? 1 : 0;
    }
    shown.textContent = `${count} of ${rows.length} shown`;
  };

  heads.forEach((head, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = head.textContent;
    button.addEventListener('click', () => sortBy(column));
    head.replaceChildren(button);
  });
  path.addEventListener('input', filter);
  verdict.addEventListener('change', filter);
  document.querySelector('.mldebt-filter').hidden = false;
  filter();
})();
