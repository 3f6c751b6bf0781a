// Shows the one ward field that fits the province. The server reads them the same way, so a
// page without this script shows both and works alike.

const HANOI = "01";

function mount(form) {
  const province = form.querySelector("[name=province]");
  const commune = form.querySelector("[name=commune]")?.closest(".field");
  const ward = form.querySelector("[name=ward]")?.closest(".field");
  if (!province || !commune || !ward) return;

  const opener = document.createElement("button");
  opener.type = "button";
  opener.className = "button button-plain";
  opener.textContent = form.dataset.oldName;
  opener.setAttribute("aria-expanded", "false");
  ward.id ||= "ward-by-name";
  opener.setAttribute("aria-controls", ward.id);
  commune.append(opener);

  // a typed name that led to no unit stays in sight, to be typed anew
  const isTyped = ward.querySelector("input").value.trim() !== "";
  let isOpened = isTyped && !commune.querySelector("select").value;

  function show() {
    const isHanoi = province.value === HANOI;
    commune.hidden = !isHanoi;
    ward.hidden = isHanoi && !isOpened;
    opener.setAttribute("aria-expanded", String(!ward.hidden));
  }

  opener.addEventListener("click", () => {
    isOpened = !isOpened;
    show();
    if (isOpened) ward.querySelector("input").focus();
  });
  province.addEventListener("change", show);
  window.addEventListener("pageshow", show); // a page taken back keeps its province
  show();
}

document.querySelectorAll("form[data-address]").forEach(mount);
