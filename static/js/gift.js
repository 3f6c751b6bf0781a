// The gift's fields: counts the characters left and shows the card as it will look.
// That they open under "this is a gift" is the style sheet's doing, with or without this script.

function mount(section) {
  const message = section.querySelector("[name=message]");
  const recipient = section.querySelector("[name=recipient_name]");
  const count = section.querySelector("[data-gift-count]");
  const preview = section.querySelector("[data-gift-preview]");
  const most = Number(message.dataset.countTo);

  function show() {
    const text = message.value.trim();
    const left = most - [...text].length;
    const words = left < 0 ? count.dataset.over : count.dataset.left;
    count.textContent = words.replace("{n}", Math.abs(left));
    count.classList.toggle("is-over", left < 0);
    count.hidden = false;
    preview.hidden = text === "";
    preview.querySelector("[data-gift-message]").textContent = text;
    preview.querySelector("[data-gift-to]").textContent = recipient.value;
  }

  message.addEventListener("input", show);
  recipient.addEventListener("input", show);
  window.addEventListener("pageshow", show);
  show();
}

document.querySelectorAll("[data-gift]").forEach(mount);
