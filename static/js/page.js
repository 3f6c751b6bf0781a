// Tells people that a slow submit is under way. The button stays enabled: the server
// answers a repeated submit by itself, and a disabled button loses the keyboard's place.

const PATIENCE = 300; // milliseconds; quicker answers need no sign

function begin(form, button) {
  if (!button || form.method === "get") return;
  const busy = setTimeout(() => {
    button.setAttribute("aria-busy", "true");
    if (!button.dataset.busy) return;
    button.dataset.idle = button.textContent.trim();
    button.textContent = button.dataset.busy;
  }, PATIENCE);
  form.addEventListener("htmx:afterRequest", () => { clearTimeout(busy); end(button); }, { once: true });
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
