// What a page does about its first frame. It is fetched beside the style sheet and needed no later, so
// it is no module, which would wait for the document, and small: it shares a phone's line with the
// first picture.

(() => {
  const drawn = new Promise((resolve) => {
    const painted = (_, observer) => { observer.disconnect(); resolve(); };
    window.addEventListener("load", () => new PerformanceObserver(painted).observe({ type: "paint", buffered: true }));
  });

  // ---------- Typefaces ----------
  // On a slow line the shop's typefaces would take their share of it from the first picture. A first
  // visit is therefore drawn in local faces of the same measure and set anew once it stands, a slice
  // at a time. From then on this browser has the typefaces and begins with them.

  const TYPEFACES = ['400 1em "Be Vietnam Pro"', '600 1em "Be Vietnam Pro"', '500 1em "Newsreader"'];
  const OWN = "has-typefaces"; // the class that asks for them, and the key in localStorage
  const STILL = 2; // pixels that nobody sees move
  const READ = 0.75; // of the view: what ends further down is not being read yet
  const SLICE = 8; // milliseconds before others have their turn
  const MANY = 100; // elements; a larger part is set in its own parts

  function remembered() {
    try {
      return localStorage.getItem(OWN);
    } catch {
      return null; // storage is switched off: every visit is a first one
    }
  }

  function remember() {
    try {
      localStorage.setItem(OWN, "1");
    } catch {
      // as above
    }
  }

  function* partsOf(element) {
    for (const child of element.children) {
      if (child.querySelectorAll("*").length > MANY) yield* partsOf(child);
      else yield child;
    }
  }

  // Whether nothing that is being read has moved. A closed <details> is not asked for places: that would lay it out.
  function isStill(part) {
    const blocks = [part.parentElement, part, ...part.querySelectorAll("h1, h2, h3, p, li, img")]
      .filter((block) => block.checkVisibility());
    const ends = () => blocks.map((block) => block.getBoundingClientRect().bottom);
    const before = ends();
    part.classList.add(OWN);
    return ends().every((end, n) => before[n] > innerHeight * READ || Math.abs(end - before[n]) <= STILL);
  }

  async function setAnew() {
    let began = performance.now();
    for (const part of partsOf(document.body)) {
      if (!isStill(part)) return false;
      if (performance.now() - began < SLICE) continue;
      await new Promise((resolve) => setTimeout(resolve));
      began = performance.now();
    }
    return true;
  }

  async function fetchTypefaces() {
    await drawn;
    await Promise.all(TYPEFACES.map((face) => document.fonts.load(face)));
    remember();
    // A line more or less would move what is being read: then the next page is the first to have them.
    const isSet = await setAnew();
    document.querySelectorAll(`.${OWN}`).forEach((part) => part.classList.remove(OWN));
    document.documentElement.classList.toggle(OWN, isSet);
  }

  if (remembered()) document.documentElement.classList.add(OWN);
  else fetchTypefaces().catch(() => {}); // no network: the local faces stay

  // ---------- Later ----------
  // Scripts that only make a standing page quicker to use wait until it stands. Whoever chooses
  // before they are there is answered by the whole page that the form asks for.

  drawn.then(() => document.head.append(document.importNode(document.getElementById("later").content, true)));

  document.addEventListener("change", ({ target }) => {
    if (!window.htmx && target.form?.matches("[hx-get]")) target.form.requestSubmit();
  });
})();
