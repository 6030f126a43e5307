// The canvas: vis-network with positions given, only what is on show inside it.
// An upright window gets the picture turned, so that it fills the height instead of lying in a band.
const upright = window.innerHeight > window.innerWidth * 1.2;
const PLACE = new Map(NET.nodes.map((node) => [Number(node.id.slice(1)), upright ? { ...node, x: node.y * 1.1, y: node.x } : node]));
const node = (at) => "n" + at;
const at = (id) => Number(String(id).slice(1));
let network = null;
let nodes = null;
let edges = null;
let colours = {};
let view = null;
let zoomed = "";

function readColours() {
  const style = getComputedStyle(document.documentElement);
  const get = (name) => style.getPropertyValue(name).trim();
  colours = { ink: get("--ink"), soft: get("--soft"), ground: get("--canvas"), line: get("--tie"), accent: get("--accent"), halo: get("--canvas"), group: get("--group") };
  for (const kind of DATA.classes) colours[kind] = get("--" + kind);
  colours.edge = get("--node-edge");
}

function look(thing, faded) {
  const place = spot(thing.at);
  const colour = colours[thing.kind];
  return {
    id: node(thing.at), x: place.x, y: place.y, shape: SHAPE_OF[thing.kind], size: Math.round(place.size * magnified * 10) / 10, borderWidth: view.things.length > 400 ? 0.6 : 1.5, opacity: faded ? 0.22 : 1,
    color: { background: colour, border: colours.edge, highlight: { background: colour, border: colours.accent }, hover: { background: colour, border: colours.accent } },
  };
}

function line(tie, path, faded) {
  const weight = view.weight.get(tie.at) || 0;
  const on = path && path.has(tie.at);
  return {
    id: "e" + tie.at, from: node(tie.a), to: node(tie.b), width: Math.round((on ? 5 : weight ? Math.min(0.5 + Math.sqrt(weight), 8) : 0.7) * magnified * 10) / 10, dashes: !weight,
    color: { color: on ? colours.accent : colours.line, opacity: on ? 1 : faded ? 0.18 : weight ? 0.75 : 0.5, highlight: colours.accent, hover: colours.accent },
  };
}

function startCanvas() {
  readColours();
  nodes = new vis.DataSet();
  edges = new vis.DataSet();
  network = new vis.Network($("canvas"), { nodes, edges }, { ...OPTIONS, autoResize: true });
  // The panel opens a moment after a click: opening at once would move the picture from under a double click.
  let pending = 0;
  network.on("click", (event) => {
    clearTimeout(pending);
    pending = setTimeout(() => {
      if (event.nodes.length) select(at(event.nodes[0]));
      else if (event.edges.length) go({ sel: { tie: at(event.edges[0]) } });
      else if (state.sel && picking === null) go({ sel: null });
    }, 230);
  });
  network.on("doubleClick", (event) => {
    clearTimeout(pending);
    if (event.nodes.length) go({ focus: at(event.nodes[0]), sel: { thing: at(event.nodes[0]) }, n: STEP });
  });
  network.on("dragEnd", (event) => {
    for (const [id, moved] of Object.entries(network.getPositions(event.nodes))) Object.assign(spot(at(id)), moved);
  });
  network.on("zoom", () => { clearTimeout(settling); settling = setTimeout(magnify, 90); });
  network.on("beforeDrawing", paintGroups);
  network.on("afterDrawing", paintLabels);
  network.on("hoverNode", (event) => { hovered = at(event.node); network.redraw(); });
  network.on("blurNode", () => { hovered = null; network.redraw(); });
}

/** Bring a data set to exactly `wanted`, touching only what differs. */
function bring(set, wanted, seen) {
  const keep = new Map(wanted.map((item) => [item.id, item]));
  const gone = set.getIds().filter((id) => !keep.has(id));
  if (gone.length) { set.remove(gone); for (const id of gone) seen.delete(id); }
  const changed = [];
  for (const item of wanted) {
    const print = JSON.stringify(item);
    if (seen.get(item.id) !== print) { seen.set(item.id, print); changed.push(item); }
  }
  if (changed.length) set.update(changed);
}
const seenNodes = new Map();
const seenEdges = new Map();

/** Around a focus the neighbours stand in rings, each in the direction where it stands in the whole picture. */
function spot(one) { return (rings && rings.get(one)) || PLACE.get(one); }
let rings = null;
let ringed = "";
function makeRings() {
  const print = state.focus === null ? "" : [state.focus, view.things].join("|");
  if (print === ringed) return;
  ringed = print;
  rings = null;
  if (state.focus === null) return;
  const centre = PLACE.get(state.focus);
  const direction = (one) => Math.atan2(PLACE.get(one).y - centre.y, PLACE.get(one).x - centre.x);
  const steps = neighbourhood(state.focus, 3, view.drawn);
  rings = new Map([[state.focus, { ...centre, x: 0, y: 0 }]]);
  let inner = 0;
  for (let step = 1; step <= 4; step += 1) {
    const here = view.things.filter((one) => one !== state.focus && (steps.get(one) || 4) === step).sort((x, y) => direction(x) - direction(y) || x - y);
    if (!here.length) continue;
    const lanes = Math.max(1, Math.ceil((Math.sqrt(inner * inner + here.length * 26) - inner) / 4.5));
    here.forEach((one, which) => {
      const angle = (which / here.length) * Math.PI * 2 - Math.PI;
      const radius = 190 + 95 * (inner + (which % lanes));
      rings.set(one, { ...PLACE.get(one), x: Math.cos(angle) * radius * (upright ? 1 : 1.45), y: Math.sin(angle) * radius * (upright ? 1.45 : 1) });
    });
    inner += lanes;
  }
}

/** Seen from far, everything grows so that it stays visible; in steps, because each step redraws the nodes. */
let magnified = 1;
function magnify() {
  const wish = Math.min(Math.max(0.42 * Math.sqrt(150 / Math.max(view.things.length, 40)), 0.2), 0.7) / network.getScale();
  const step = 1.2 ** Math.round(Math.log(Math.min(Math.max(wish, 0.5), 14)) / Math.log(1.2));
  if (Math.abs(step - magnified) < 0.01) return;
  magnified = step;
  put();
}

function draw() {
  makeRings();
  put();
  const chosenNodes = state.sel && state.sel.thing !== undefined ? [node(state.sel.thing)] : (view.path ? view.path.things.map(node) : []);
  const chosenEdges = state.sel && state.sel.tie !== undefined && edges.get("e" + state.sel.tie) ? ["e" + state.sel.tie] : [];
  network.setSelection({ nodes: chosenNodes.filter((id) => nodes.get(id)), edges: chosenEdges }, { highlightEdges: chosenNodes.length === 1 });
  const frame = [state.view, state.focus, state.depth, state.n, state.topic, [...state.off], [...state.norel], state.path].join("|");
  if (frame !== zoomed) { zoomed = frame; fit(); }
}

/** The nodes that stay bright: the chosen ones and those beside them; null where nothing is chosen. */
function brightness() {
  if (view.path) return new Set(view.path.things);
  if (!state.sel) return null;
  if (state.sel.act !== undefined) return new Set([...ACT_SIDES[state.sel.act].thai, ...ACT_SIDES[state.sel.act].other]);
  if (state.sel.slice) return null;
  if (state.sel.tie !== undefined) return new Set([TIES[state.sel.tie].a, TIES[state.sel.tie].b]);
  const out = new Set([state.sel.thing]);
  for (const tie of view.drawn) if (tie.a === state.sel.thing) out.add(tie.b); else if (tie.b === state.sel.thing) out.add(tie.a);
  return out;
}

const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
let settling = 0;
function put() {
  const bright = brightness();
  const path = view.path ? new Set(view.path.ties) : null;
  const own = (tie) => state.sel && (state.sel.tie === tie.at || state.sel.thing === tie.a || state.sel.thing === tie.b);
  bring(nodes, view.things.map((one) => look(THINGS[one], bright && !bright.has(one))), seenNodes);
  bring(edges, view.drawn.map((tie) => line(tie, path, bright && view.drawn.length < 1500 && !own(tie))), seenEdges);
}
function fit() {
  if (!view.things.length) return;
  network.setSize("100%", "100%");  // the room may have changed since the last drawing
  network.redraw();
  network.fit({ nodes: view.things.map(node), maxZoomLevel: 1.4, animation: false });
  magnify();
}
function fly(thing) {
  const place = spot(thing);
  network.moveTo({ position: { x: place.x, y: place.y }, scale: Math.max(network.getScale(), 0.7), animation: calm() ? false : { duration: 350, easingFunction: "easeInOutQuad" } });
  setTimeout(magnify, calm() ? 0 : 380);
}
function zoom(by) { network.moveTo({ scale: Math.min(Math.max(network.getScale() * by, 0.02), 4), animation: false }); magnify(); }

/** Small graphs may arrange themselves live; what they come to is kept. */
const LIVELY = 150;
let moving = false;
function live() {
  moving = !moving;
  if (!moving) for (const [id, place] of Object.entries(network.getPositions())) Object.assign(spot(at(id)), place);
  network.setOptions({ physics: moving ? { enabled: true, solver: "forceAtlas2Based", stabilization: false, maxVelocity: 30, forceAtlas2Based: { gravitationalConstant: -60, springLength: 90, avoidOverlap: 0.6 } } : { enabled: false } });
  showTools();
}
