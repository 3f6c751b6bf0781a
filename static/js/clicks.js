// Tells the shop which good of a result list was opened. The number of the search is on the page
// and in no address, so a shared link says nothing of who searched for what.

function opened(event) {
  const item = event.target.closest("a") && event.target.closest("[data-place]");
  const list = item?.closest("[data-search]");
  if (!list || (event.type === "auxclick" && event.button !== 1)) return;
  const body = new FormData();
  body.set("search", list.dataset.search);
  body.set("product", item.dataset.product);
  body.set("position", item.dataset.place);
  navigator.sendBeacon(list.dataset.clicks, body);
}

document.addEventListener("click", opened);
document.addEventListener("auxclick", opened);
