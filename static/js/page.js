// What every page needs once it stands, in one module; opening.js adds it.

// ---------- Slow submits ----------
// Tells people that a slow submit is under way. The button stays enabled: the server
// answers a repeated submit by itself, and a disabled button loses the keyboard's place.

const PATIENCE = 300; // milliseconds; quicker answers need no sign

function begin(form, button) {
  if (!button || form.method === "get") return;
  setTimeout(() => {
    button.setAttribute("aria-busy", "true");
    if (!button.dataset.busy) return;
    button.dataset.idle = button.textContent.trim();
    button.textContent = button.dataset.busy;
  }, PATIENCE);
}

function end(button) {
  button.removeAttribute("aria-busy");
  if (!button.dataset.idle) return;
  button.textContent = button.dataset.idle;
  delete button.dataset.idle;
}

document.addEventListener("submit", (event) => begin(event.target, event.submitter));

// A page taken back from the browser's cache must not look busy.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) document.querySelectorAll("[aria-busy]").forEach(end);
});

// ---------- Errors ----------
// The summary has the keyboard by its autofocus. A radio group or a hidden panel can hold the field
// that one of its links names.
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-error-summary] a");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  field.closest("details")?.setAttribute("open", "");
  field.focus();
});

// ---------- Suggestions ----------
// Search-as-you-type: an editable combobox with a list (ARIA 1.2, WAI-ARIA Authoring Practices).
// The focus stays in the field; the row that Enter would open is its aria-activedescendant. Rows
// are links of the server's own fragment. Without this script the form is a form.

const PAUSE = 150; // milliseconds without a keystroke before the shop is asked
const FEWEST = 2; // letters

function mount(form) {
  const input = form.querySelector("input[type=search]");
  const list = document.createElement("div");
  const status = document.createElement("p");
  let rows = [];
  let active = -1;
  let timer = 0;
  let request = null;
  let shown = ""; // the words that the rows are for

  list.id = `${input.id}-suggestions`;
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.dataset.suggestions);
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  form.append(list);
  document.body.append(status);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  const words = () => input.value.trim().replace(/\s+/g, " ");

  function choose(place) {
    rows[active]?.setAttribute("aria-selected", "false");
    active = place;
    const row = rows[active];
    if (!row) return input.removeAttribute("aria-activedescendant");
    row.setAttribute("aria-selected", "true");
    row.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", row.id);
  }

  function open() {
    list.hidden = rows.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
  }

  function close() {
    clearTimeout(timer);
    request?.abort();
    choose(-1);
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    status.textContent = "";
  }

  function show(html, query) {
    choose(-1);
    list.innerHTML = html;
    rows = [...list.querySelectorAll("[role=option]")];
    rows.forEach((row, place) => { row.id = `${list.id}-${place}`; });
    shown = query;
    open();
    status.textContent = list.firstElementChild?.dataset.status ?? form.dataset.none;
  }

  async function ask(query) {
    request?.abort();
    request = new AbortController();
    const { signal } = request;
    try {
      const answer = await fetch(`${form.dataset.suggest}?${new URLSearchParams({ q: query })}`, { signal });
      const html = answer.ok ? await answer.text() : "";
      if (!signal.aborted && document.activeElement === input) show(html.trim(), query);
    } catch {
      // a newer keystroke, or no network: the form still works
    }
  }

  function later() {
    clearTimeout(timer);
    const query = words();
    if (query.length < FEWEST) return close();
    if (query !== shown || list.hidden) timer = setTimeout(ask, PAUSE, query);
  }

  function reopen() {
    if (rows.length && words() === shown) return open();
    if (words().length >= FEWEST) ask(words());
  }

  const keys = {
    ArrowDown: () => (list.hidden ? reopen() : choose(active + 1 < rows.length ? active + 1 : -1)),
    ArrowUp: () => (list.hidden ? reopen() : choose(active < 0 ? rows.length - 1 : active - 1)),
    Home: () => choose(0),
    End: () => choose(rows.length - 1),
    Enter: () => rows[active].click(),
    Escape: close,
  };

  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.key === "Tab") return close();
    const isArrow = event.key.startsWith("Arrow");
    const needsRow = ["Home", "End", "Enter"].includes(event.key);
    if (!Object.hasOwn(keys, event.key) || (needsRow && active < 0)) return;
    if (!isArrow && list.hidden) return; // Escape then clears the field, as browsers do
    event.preventDefault();
    keys[event.key]();
  });
  input.addEventListener("input", later);
  form.addEventListener("submit", close);
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
  form.addEventListener("focusout", (event) => { if (!form.contains(event.relatedTarget)) close(); });
  window.addEventListener("pageshow", close);
}

document.querySelectorAll("form[data-suggest]").forEach(mount);
