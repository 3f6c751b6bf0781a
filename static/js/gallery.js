// The product's pictures: the small ones turn the large one, and the large one opens in a dialog
// where it can be zoomed and moved. Without this script the same links lead to the same pictures.

const CLOSEST = 4; // times the fitting size
const ONE_STEP = 2.5; // what a tap, Enter or the button zooms to
const TAP = 6; // pixels; a pointer that moves less was a tap
const SWIPE = 60;
const PAN = 80;

function mountStage(gallery, slides) {
  const stage = gallery.querySelector(".gallery-stage");
  const thumbs = [...gallery.querySelectorAll(".gallery-thumbs a")];
  if (!thumbs.length) return;

  thumbs.forEach((thumb, n) => thumb.addEventListener("click", (event) => {
    event.preventDefault();
    stage.scrollTo({ left: slides[n].offsetLeft - slides[0].offsetLeft });
  }));

  const watch = new IntersectionObserver((seen) => {
    for (const { isIntersecting, target } of seen) {
      if (!isIntersecting) continue;
      thumbs.forEach((thumb, n) => thumb.setAttribute("aria-current", slides[n] === target));
    }
  }, { root: stage, threshold: 0.6 });
  slides.forEach((slide) => watch.observe(slide));
}

function mountZoom(dialog, slides) {
  const stage = dialog.querySelector(".zoom-stage");
  const sheet = dialog.querySelector(".zoom-sheet");
  const zoomButton = dialog.querySelector("[data-zoom-in]");
  const pointers = new Map();
  let shown = 0;
  let zoom = 1;
  let began = null;

  function show(n) {
    shown = (n + slides.length) % slides.length;
    const slide = slides[shown];
    const copy = slide.querySelector("picture").cloneNode(true);
    copy.querySelectorAll("source").forEach((source) => { source.sizes = "100vw"; });
    const image = copy.querySelector("img");
    image.loading = "eager";
    image.draggable = false;
    sheet.replaceChildren(copy);
    const caption = slide.querySelector("figcaption").cloneNode(true);
    dialog.querySelector(".zoom-caption").replaceChildren(...caption.childNodes);
    dialog.querySelector(".zoom-count").textContent = `${shown + 1} / ${slides.length}`;
    setZoom(1);
  }

  // The point (x, y) of the stage stays where it is.
  function setZoom(wanted, x = stage.clientWidth / 2, y = stage.clientHeight / 2) {
    const next = Math.min(CLOSEST, Math.max(1, wanted));
    const grown = next / zoom;
    const left = (stage.scrollLeft + x) * grown - x;
    const top = (stage.scrollTop + y) * grown - y;
    zoom = next;
    sheet.style.setProperty("--zoom", zoom);
    stage.scrollTo({ left, top, behavior: "instant" });
    stage.classList.toggle("is-zoomed", zoom > 1);
    zoomButton.setAttribute("aria-pressed", String(zoom > 1));
    if (zoom > 1) showLargest();
  }

  // The largest file is fetched by those alone who look closely; until it is there the first stays.
  async function showLargest() {
    const picture = sheet.querySelector("picture");
    if (picture.dataset.largest) return;
    picture.dataset.largest = "asked";
    const largest = new Image();
    largest.src = slides[shown].querySelector(".gallery-open").href;
    try {
      await largest.decode();
    } catch {
      return; // no network: what is shown stays
    }
    picture.querySelectorAll("source").forEach((source) => source.remove());
    picture.querySelector("img").src = largest.src;
  }

  const toggle = (x, y) => setZoom(zoom > 1 ? 1 : ONE_STEP, x, y);
  const place = (event) => {
    const box = stage.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const pair = () => {
    const [a, b] = [...pointers.values()];
    return { apart: Math.hypot(a.x - b.x, a.y - b.y), x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  };

  stage.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    stage.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, place(event));
    began = pointers.size === 1 ? { ...place(event), moved: 0 } : null;
  });
  stage.addEventListener("pointermove", (event) => {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    const now = place(event);
    const apart = pointers.size === 2 && pair().apart;
    pointers.set(event.pointerId, now);
    if (apart) {
      const { apart: grown, x, y } = pair();
      setZoom(zoom * (grown / apart), x, y);
    } else if (pointers.size === 1 && began) {
      began.moved = Math.max(began.moved, Math.hypot(now.x - began.x, now.y - began.y));
      if (zoom > 1) {
        stage.scrollBy({ left: before.x - now.x, top: before.y - now.y, behavior: "instant" });
      }
    }
  });
  stage.addEventListener("pointerup", (event) => {
    const { x, y } = place(event);
    pointers.delete(event.pointerId);
    if (!began || pointers.size) return;
    const across = x - began.x;
    if (began.moved < TAP) toggle(x, y);
    else if (zoom === 1 && Math.abs(across) > SWIPE) show(shown - Math.sign(across));
    began = null;
  });
  stage.addEventListener("pointercancel", (event) => { pointers.delete(event.pointerId); began = null; });
  stage.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return; // a pinch on a touch pad; plain turning scrolls
    event.preventDefault();
    const { x, y } = place(event);
    setZoom(zoom * Math.exp(-event.deltaY / 200), x, y);
  }, { passive: false });

  const pan = (left, top) => stage.scrollBy({ left, top });
  const keys = {
    ArrowLeft: () => (zoom > 1 ? pan(-PAN, 0) : show(shown - 1)),
    ArrowRight: () => (zoom > 1 ? pan(PAN, 0) : show(shown + 1)),
    ArrowUp: () => pan(0, -PAN),
    ArrowDown: () => pan(0, PAN),
    "+": () => setZoom(zoom + 0.5),
    "=": () => setZoom(zoom + 0.5),
    "-": () => setZoom(zoom - 0.5),
    0: () => setZoom(1),
  };
  dialog.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isToggle = event.target === stage && (event.key === "Enter" || event.key === " ");
    const act = isToggle ? () => toggle() : keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  zoomButton.addEventListener("click", () => toggle());
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  dialog.querySelector("[data-previous]").addEventListener("click", () => show(shown - 1));
  dialog.querySelector("[data-next]").addEventListener("click", () => show(shown + 1));
  dialog.classList.toggle("is-alone", slides.length === 1);

  return (n) => {
    dialog.showModal(); // Escape closes it, and the focus goes back to the link: the browser's doing
    show(n);
    stage.focus();
  };
}

function mount(gallery) {
  const slides = [...gallery.querySelectorAll(".gallery-stage > li[id]")];
  const dialog = gallery.querySelector("dialog");
  if (!dialog) return;
  mountStage(gallery, slides);
  const open = mountZoom(dialog, slides);
  slides.forEach((slide, n) => {
    const link = slide.querySelector(".gallery-open");
    link.setAttribute("role", "button");
    link.setAttribute("aria-haspopup", "dialog");
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a new tab was meant
      event.preventDefault();
      open(n);
    });
    link.addEventListener("keydown", (event) => {
      if (event.key !== " ") return;
      event.preventDefault();
      open(n);
    });
  });
}

document.querySelectorAll("[data-gallery]").forEach(mount);
