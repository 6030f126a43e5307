// The start, the redraw after each change, and the keyboard.
function show() {
  view = compute(state);
  view.acts = actsShown();
  document.body.classList.toggle("has-panel", Boolean(state.sel || state.path));
  showViews();
  showTools();
  showSide();
  showStrip();
  showPanel();
  showTable();
  const canvas = $("canvas");
  canvas.setAttribute("aria-label", t("canvasLabel", number(view.things.length), number(view.ties.length)));
  $("empty").hidden = view.things.length > 0;
  $("empty").replaceChildren(view.things.length ? "" : emptyNote());
  showStage();
}

/** Arrow keys walk from partner to partner, strongest first; Enter focuses; / searches; Esc steps back out. */
function walk(step) {
  const here = state.sel && state.sel.thing !== undefined ? state.sel.thing : null;
  if (here === null) { if (view.things.length) { go({ sel: { thing: view.things[0] } }); fly(view.things[0]); } return; }
  const ring = partnersOf(here, view).map((one) => one.at).filter((one) => view.things.includes(one));
  if (!ring.length) return;
  const next = walk.from === here ? (walk.at + step + ring.length) % ring.length : step > 0 ? 0 : ring.length - 1;
  walk.from = here;
  walk.at = next;
  hovered = ring[next];
  network.redraw();
  say(`${named(THINGS[ring[next]].n)} · ${t(THINGS[ring[next]].kind)}`);
}

function keys(event) {
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
  if (event.key === "Escape") {
    if (picking !== null) { picking = null; show(); }
    else if (document.body.classList.contains("side-open")) document.body.classList.remove("side-open");
    else if (state.sel) go({ sel: null });
    else if (state.path) go({ path: null });
    else if (state.focus !== null) go({ focus: null });
    return;
  }
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/") { event.preventDefault(); $("search").focus(); }
  if (event.target !== $("canvas")) return;
  const chosen = state.sel && state.sel.thing !== undefined ? state.sel.thing : null;
  const actions = {
    ArrowRight: () => walk(1), ArrowDown: () => walk(1), ArrowLeft: () => walk(-1), ArrowUp: () => walk(-1),
    Enter: () => { const to = typeof hovered === "number" ? hovered : chosen; if (to !== null) { hovered = null; if (to === chosen) go({ focus: to, n: STEP }); else { select(to); fly(to); } } },
    "+": () => zoom(1.25), "=": () => zoom(1.25), "-": () => zoom(0.8), 0: fit,
  };
  if (actions[event.key]) { event.preventDefault(); actions[event.key](); }
}

/** A board is drawn to the width it has; a moment after the last change of size. */
let resizing = 0;
function resized() { clearTimeout(resizing); resizing = setTimeout(() => { if (state.view === "timeline" || state.view === "map") showStage(); }, 120); }

function start() {
  state = read(location.hash);
  $("app").hidden = false;
  startCanvas();
  startSearch();
  show();
  document.addEventListener("keydown", keys);
  window.addEventListener("popstate", () => { state = read(location.hash); picking = null; show(); });
  $("skip").addEventListener("click", (event) => { event.preventDefault(); go({ view: "table" }); $("samphan-table").focus(); });
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { readColours(); show(); });
  window.addEventListener("resize", resized);
  window.addEventListener("beforeprint", () => { document.body.classList.add("printing"); });
  window.addEventListener("afterprint", () => { document.body.classList.remove("printing"); });
  if (document.fonts && document.fonts.ready) document.fonts.ready.then(() => { widths.clear(); network.redraw(); });
  $("trouble").remove();
  window.samphanReady = true;
}
start();
