// Puts the keyboard where the news is: on the error summary after a page load,
// and on the heading marked data-focus after htmx has swapped a fragment in.

function focus(element) {
  if (!element) return;
  if (!element.hasAttribute("tabindex")) element.tabIndex = -1;
  element.focus();
}

function news(root) {
  return root.querySelector("[data-error-summary]") ?? root.querySelector("[data-focus]");
}

focus(document.querySelector("[data-error-summary]"));

document.addEventListener("htmx:afterSwap", (event) => focus(news(event.target)));

// A radio group or a hidden panel can hold the field that a summary link names.
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-error-summary] a");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  field.closest("details")?.setAttribute("open", "");
  field.focus();
});
