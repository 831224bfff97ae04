// Shows what Python has made, goes to cells, and marks the finding that is selected.

function render({ model, el }) {
  const show = () => {
    const view = new DOMParser().parseFromString(model.get('_view'), 'text/html');
    el.replaceChildren(...view.body.children);
    addButton();
    for (const control of el.querySelectorAll('a, button, summary')) {
      // Else Enter edits the cell, and Space scrolls the notebook.
      control.dataset.lmSuppressShortcuts = 'true';
    }
    mark();
  };

  const addButton = () => {
    const head = el.querySelector('.mldebt-Widget-head');
    if (!head) {
      return;
    }
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'mldebt-Widget-check';
    button.textContent = 'Check again';
    button.addEventListener('click', () => {
      button.setAttribute('aria-busy', 'true');
      model.send({ event: 'check' });
    });
    head.append(button);
  };

  const mark = () => {
    for (const finding of el.querySelectorAll('.mldebt-finding')) {
      const isSelected = finding.dataset.fingerprint === model.get('selected');
      finding.toggleAttribute('aria-current', isSelected);
      if (isSelected) {
        finding.setAttribute('aria-current', 'true');
        finding.closest('details')?.setAttribute('open', '');
        finding.scrollIntoView({ block: 'nearest' });
      }
    }
  };

  const select = fingerprint => {
    model.set('selected', fingerprint);
    model.save_changes();
  };

  const followed = event => {
    const link = event.target.closest('a');
    if (!link) {
      return;
    }
    const finding = link.closest('.mldebt-finding');
    if (link.dataset.cellId !== undefined) {
      if (finding) {
        select(finding.dataset.fingerprint);
      }
      const { cellId: cell, path = '' } = link.dataset;
      // mldebt-lab's extension of JupyterLab and Notebook 7 goes there; other frontends know no way, and the address
      // is one for exports: here it would leave the page.
      event.preventDefault();
      const detail = { path, cell };
      const options = { bubbles: true, cancelable: true, detail };
      link.dispatchEvent(new CustomEvent('mldebt:go-to-cell', options));
      model.send({ event: 'jump', path, cell });
      return;
    }
    const there = el.querySelector(`[id="${link.hash.slice(1)}"]`);
    if (there) {
      // Within the widget: the page's own address stays as it is.
      event.preventDefault();
      select(there.dataset.fingerprint);
      there.tabIndex = -1;
      there.focus();
    }
  };

  const answered = message => {
    if (message.event === 'checked') {
      el.querySelector('.mldebt-Widget-check')?.removeAttribute('aria-busy');
    }
  };

  show();
  el.addEventListener('click', followed);
  model.on('change:_view', show);
  model.on('change:selected', mark);
  model.on('msg:custom', answered);
  return () => {
    model.off('change:_view', show);
    model.off('change:selected', mark);
    model.off('msg:custom', answered);
  };
}

export default { render };
