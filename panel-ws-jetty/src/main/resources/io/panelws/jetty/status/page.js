// The page works without this. With it the table is kept fresh cell by cell, and answers are shown in a dialog.
'use strict';

const REFRESH_MILLISECONDS = 5000;
let latest = 0;

/** This very page; no request is made for an address with a name and a password in it, as one may have been typed. */
async function load(options) {
  const url = new URL(location.href);
  url.username = '';
  url.password = '';
  const response = await fetch(url, {headers: {Accept: 'text/html'}, credentials: 'same-origin', ...options});
  return {response, page: new DOMParser().parseFromString(await response.text(), 'text/html')};
}

/** Takes over what differs, so that focus, selection and scroll stay where they are. */
function patchCells(row, fresh) {
  for (let i = 0; i < fresh.cells.length; i++) {
    if (row.cells[i].innerHTML !== fresh.cells[i].innerHTML) {
      row.cells[i].replaceChildren(...fresh.cells[i].childNodes);
    }
  }
}

function patchRows(body, fresh) {
  const known = new Map([...body.rows].map(row => [row.dataset.key, row]));
  let next = body.rows[0] || null;
  for (const freshRow of [...fresh.rows]) {
    const row = known.get(freshRow.dataset.key);
    known.delete(freshRow.dataset.key);
    if (!row) {
      body.insertBefore(freshRow, next);
    } else {
      patchCells(row, freshRow);
      if (row === next) {
        next = row.nextElementSibling;
      } else {
        body.insertBefore(row, next);
      }
    }
  }
  known.forEach(row => row.remove());
}

function patch(page) {
  for (const fresh of page.querySelectorAll('[data-live]')) {
    const now = document.querySelector(`[data-live="${fresh.dataset.live}"]`);
    if (!now) {
      continue;
    }
    if (fresh.tagName === 'TBODY') {
      patchRows(now, fresh);
    } else if (now.innerHTML !== fresh.innerHTML) {
      now.replaceChildren(...fresh.childNodes);
    }
  }
}

async function refresh() {
  const number = ++latest;
  const state = document.getElementById('state');
  try {
    const {response, page} = await load();
    if (number === latest && response.ok) {
      patch(page);
    }
    state.textContent = response.ok ? '' : `${state.dataset.failed} (${response.status})`;
  } catch (failure) {
    state.textContent = state.dataset.failed;
  }
}

function show(page) {
  const dialog = document.getElementById('answer');
  dialog.replaceChildren(...page.querySelector('main').childNodes);
  if (!dialog.open) {
    dialog.showModal();
  }
}

function go(url) {
  history.replaceState(null, '', url);
  return refresh();
}

document.addEventListener('click', event => {
  const link = event.target.closest('a[data-sort], a[data-close]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) {
    return;
  }
  event.preventDefault();
  if (link.dataset.close !== undefined) {
    document.getElementById('answer').close();
  } else {
    go(link.href);
  }
});

let typing = 0;
document.addEventListener('input', event => {
  if (event.target.name === 'filter') {
    clearTimeout(typing);
    typing = setTimeout(() => event.target.form.requestSubmit(), 200);
  }
});

document.addEventListener('submit', async event => {
  const form = event.target;
  const data = new FormData(form, event.submitter);
  event.preventDefault();
  if (form.method === 'get') {
    const query = new URLSearchParams(data);
    await go(`${location.pathname}?${query}`);
    return;
  }
  if (event.submitter) {
    event.submitter.disabled = true;
  }
  const state = document.getElementById('state');
  try {
    show((await load({method: 'POST', body: new URLSearchParams(data)})).page);
  } catch (failure) {
    state.textContent = state.dataset.failed;
  } finally {
    if (event.submitter) {
      event.submitter.disabled = false;
    }
  }
  await refresh();
});

setInterval(() => {
  if (!document.hidden) {
    refresh();
  }
}, REFRESH_MILLISECONDS);
