// What the tests need to know of a page and no element shows. Runs before the page's own scripts.

window.tests = (() => {
  const checks = [];
  const fetchAsIs = window.fetch;

  window.fetch = (...args) => {
    const [resource] = args;
    const isCheck =
      resource instanceof Request && resource.url.includes('/mldebt-lab/check');
    const body = isCheck ? resource.clone().text() : null;
    void body?.catch(() => undefined);
    const answered = fetchAsIs(...args);
    if (isCheck) {
      const kept = answered.then(async response => {
        const report = response.ok ? await response.clone().json() : null;
        checks.push({ request: JSON.parse(await body), report });
      });
      void kept.catch(() => undefined); // a check that is given up
    }
    return answered;
  };

  // The command that was started last: whether it has come to its end, and what it has exported.
  const started = { isOver: true, exports: [] };

  const start = async (id, args) => {
    started.isOver = false;
    started.exports = [];
    try {
      await window.jupyterapp.commands.execute(id, args);
    } finally {
      started.isOver = true;
    }
  };

  // JupyterLab opens the address of an export in a page that does not know where it comes from. The browser's driver
  // says of a download that begins before such a page is complete: nothing. With its opener it is never missed.
  const openAsIs = window.open;

  window.open = (url, target, features) => {
    if (!String(url).includes('/nbconvert/')) {
      return openAsIs.call(window, url, target, features);
    }
    started.exports.push(String(url));
    return openAsIs.call(window, url, target);
  };

  const view = () => window.jupyterapp?.shell.currentWidget;

  const cells = () =>
    Array.from(view().context.model.cells, cell => ({
      id: cell.id,
      type: cell.type,
      source: cell.sharedModel.getSource(),
      count: cell.executionCount ?? null,
      outputs: (cell.outputs?.length ?? 0) > 0
    }));

  const key = (...what) => JSON.stringify(what);

  // The report on the notebook as it is now, after so many runs in its kernel; null as long as there is none.
  const report = runs => {
    const latest = checks
      .filter(c => c.request.path === view().context.localPath)
      .at(-1);
    if (!latest?.report) {
      return null;
    }
    const { request, report } = latest;
    const asked = request.cells.map(c =>
      key(c.type, c.source, c.execution_count, c.has_output)
    );
    const now = cells().map(c => key(c.type, c.source, c.count, c.outputs));
    const isNow = JSON.stringify(asked) === JSON.stringify(now);
    const isBusy = document.querySelector(
      '#mldebt-panel:not(.lm-mod-hidden) .mldebt-Header-check[aria-busy=true]'
    );
    return isNow && request.session.events.length === runs && !isBusy
      ? report
      : null;
  };

  const isReady = () =>
    Boolean(view()?.context?.isReady && view().content?.widgets?.length);

  const cursor = () => {
    const { content } = view();
    const editor = content.activeCell?.editor;
    const position = editor?.getCursorPosition();
    return {
      cell: content.activeCell?.model.id,
      line: position?.line,
      column: position?.column,
      hasFocus: editor?.hasFocus() ?? false
    };
  };

  const watched = { isSeen: false };

  const watch = (selector, text) => {
    const node = document.querySelector(selector);
    watched.isSeen = false;
    const look = () => {
      watched.isSeen ||= node.textContent.includes(text);
    };
    new MutationObserver(look).observe(node, {
      subtree: true,
      childList: true,
      characterData: true
    });
  };

  return {
    cells,
    checks,
    cursor,
    isReady,
    report,
    start,
    started,
    view,
    watch,
    watched
  };
})();
