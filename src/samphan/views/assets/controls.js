// Search, filters, legend, tools: everything around the picture.
function showTools() {
  $("tools").replaceChildren(
    h("details", { class: "menu", id: "save" }, h("summary", {}, t("export")), h("div", { class: "menu-list" },
      savable().map((kind) => button(t(kind), () => { $("save").open = false; save(kind); }, { "data-save": kind })), button(t("print"), () => window.print()))),
    button(t("tongue"), () => { language = language === "th" ? "en" : "th"; write(true); show(); }, { id: "tongue", lang: language === "th" ? "en" : "th" }),
    button("◐", switchTheme, { "aria-label": t("theme"), title: t("theme"), id: "theme" }),
    button(t("menu"), () => { document.body.classList.toggle("side-open"); }, { class: "only-narrow", id: "open-side" }));
  const root = document.documentElement;
  root.lang = language;
  document.title = named(DATA.title);
  $("title").textContent = named(DATA.title);
  $("skip").textContent = t("skip");
  $("search").placeholder = t("search");
  $("search").setAttribute("aria-label", t("search"));
  $("hits").setAttribute("aria-label", t("search"));
  const span = DATA.years.length ? (DATA.years[0] === DATA.years[1] ? year(DATA.years[0]) : `${year(DATA.years[0])}–${year(DATA.years[1])}`) : "";
  $("foot").textContent = t("foot", number(DATA.articles.length), number(DATA.acts.length), span);
  $("zoom").replaceChildren(button("+", () => zoom(1.3), { "aria-label": t("zoomin"), title: t("zoomin") }), button("−", () => zoom(1 / 1.3), { "aria-label": t("zoomout"), title: t("zoomout") }),
    button("⤢", fit, { "aria-label": t("fit"), title: t("fit") }),
    ...(view.things.length <= LIVELY ? [button("≈", live, { "aria-label": t("live"), title: t("live"), "aria-pressed": moving, id: "live-toggle" })] : []));
}

function switchTheme() {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : window.matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  readColours();
  show();
  network.redraw();
}

const flip = (set, name) => { const out = new Set(set); if (!out.delete(name)) out.add(name); return out; };
const group = (title, ...content) => h("fieldset", { class: "group" }, h("legend", {}, title), content);

/** The legend filters: each row a check box with colour, shape and the number on show. */
function legend() {
  const counts = {};
  for (const at of view.things) counts[THINGS[at].kind] = (counts[THINGS[at].kind] || 0) + 1;
  const there = new Set(THINGS.map((thing) => thing.kind));
  return group(t("legend"), DATA.classes.filter((kind) => there.has(kind)).map((kind) => h("label", { class: "check" },
    h("input", { type: "checkbox", checked: !state.off.has(kind), onchange: () => go({ off: flip(state.off, kind) }), "data-class": kind }), icon(kind), h("span", { class: "grow" }, t(kind)), h("span", { class: "num" }, number(counts[kind] || 0)))));
}

function relationList() {
  const counts = new Map();
  for (const tie of view.ties) for (const relation of Object.keys(tie.relations)) counts.set(relation, (counts.get(relation) || 0) + 1);
  const there = new Set(TIES.flatMap((tie) => Object.keys(tie.relations)));
  return group(t("tiekinds"), DATA.relations.map((name, at) => [name, String(at)]).filter(([, at]) => there.has(at)).map(([name, at]) => h("label", { class: "check" },
    h("input", { type: "checkbox", checked: !state.norel.has(name), onchange: () => go({ norel: flip(state.norel, name) }), "data-relation": name }), h("span", { class: "grow" }, t(name)), h("span", { class: "num" }, number(counts.get(at) || 0)))));
}

function yearRange() {
  if (!DATA.years.length || DATA.years[0] === DATA.years[1]) return null;
  const [low, high] = DATA.years;
  const counts = new Map();
  for (const act of DATA.acts) { const when = Math.max(Number((act.d || "").slice(0, 4)), low); if (act.d) counts.set(when, (counts.get(when) || 0) + 1); }
  const most = Math.max(...counts.values(), 1);
  const bars = [];
  for (let one = low; one <= high; one += 1) {
    const bar = h("span", { class: one >= state.from && one <= state.to ? "in" : "out", title: `${year(one)}: ${counts.get(one) || 0}` });
    bar.style.height = `${Math.round(2 + 26 * (counts.get(one) || 0) / most)}px`;
    bars.push(bar);
  }
  const slider = (name, change) => h("label", { class: "slide" }, h("span", {}, t(name)), h("input", { type: "range", min: low, max: high, step: 1, value: state[name], id: "year-" + name,
    "aria-valuetext": year(state[name]), oninput: (event) => change(Number(event.target.value)) }), h("output", {}, year(state[name])));
  return group(t("years"), h("div", { class: "histogram", "aria-hidden": "true" }, bars), slider("from", (value) => go({ from: Math.min(value, state.to) }, true)), slider("to", (value) => go({ to: Math.max(value, state.from) }, true)));
}

function topicChoice() {
  if (!DATA.topics.length) return null;
  const options = DATA.topics.map((topic, at) => [named(topic.n), at]).sort((x, y) => x[0].localeCompare(y[0], language));
  return group(t("topic"), h("select", { id: "topic", "aria-label": t("topic"), onchange: (event) => go({ topic: event.target.value === "" ? null : Number(event.target.value) }) },
    h("option", { value: "" }, t("anytopic")), options.map(([name, at]) => h("option", { value: String(at), selected: state.topic === at }, crop(name, 60)))));
}

function strengthSlider() {
  const most = Math.min(Math.max(...TIES.map((tie) => new Set(Object.values(tie.relations).flat()).size), 1), 20);
  if (most < 2) return null;
  return group(t("strength"), h("label", { class: "slide" }, h("span", { class: "away" }, t("strength")), h("input", { type: "range", min: 1, max: most, step: 1, value: state.min, id: "min",
    "aria-valuetext": t("times", state.min), oninput: (event) => go({ min: Number(event.target.value) }, true) }), h("output", {}, t("times", state.min))));
}

function showSide() {
  const held = document.activeElement && document.activeElement.id;
  const questions = DATA.questions.map((question) => h("li", {}, h("a", { href: "#" + question.h, onclick: (event) => { event.preventDefault(); state = read("#" + question.h); write(false); document.body.classList.remove("side-open"); show(); } }, named(question.n))));
  $("side").setAttribute("aria-label", t("menu"));
  $("side").replaceChildren(...[
    button(t("close"), () => document.body.classList.remove("side-open"), { class: "only-narrow wide" }),
    questions.length ? h("nav", { class: "group", "aria-label": t("begin") }, h("h2", {}, t("begin")), h("ul", { class: "questions" }, questions)) : null,
    legend(), topicChoice(), yearRange(), strengthSlider(), relationList(), filtered() ? button(t("reset"), () => go(unfilter()), { class: "wide", id: "reset" }) : null,
  ].filter(Boolean));
  if (held && $(held) && $("side").contains($(held))) $(held).focus();
}

function showStrip() {
  const counted = state.view in BOARDS;
  $("count").replaceChildren(counted ? t("actsShown", number(view.acts.length), number(DATA.acts.length)) : t("shown", number(view.things.length), number(DATA.total)));
  const left = counted ? 0 : view.pool - Math.min(state.n, view.pool);
  const chip = (text, undo, extra) => button([bdi(text), " ×"], undo, { class: "chip", ...extra });
  const chips = [
    left > 0 ? button(`${t("more")} (+${number(Math.min(left, STEP))})`, () => go({ n: state.n + STEP }), { class: "chip plain", id: "more" }) : null,
    left > STEP ? button(t("all"), () => go({ n: view.pool }), { class: "chip plain", id: "all" }) : null,
    !counted && state.n > STEP && view.pool > STEP ? button(t("fewer"), () => go({ n: STEP }), { class: "chip plain" }) : null,
    state.focus !== null ? chip(t("around", crop(named(THINGS[state.focus].n), 40)), () => go({ focus: null }), { id: "unfocus" }) : null,
    state.focus !== null ? h("span", { class: "chip plain" }, button("−", () => go({ depth: Math.max(state.depth - 1, 1) }), { "aria-label": "−1" }), t("depth", state.depth), button("+", () => go({ depth: Math.min(state.depth + 1, 3) }), { "aria-label": "+1", id: "deeper" })) : null,
    state.topic !== null ? chip(named(DATA.topics[state.topic].n), () => go({ topic: null })) : null,
    state.from !== SPAN[0] || state.to !== SPAN[1] ? chip(`${year(state.from)}–${year(state.to)}`, () => go({ from: SPAN[0], to: SPAN[1] })) : null,
    ...[...state.off].map((kind) => chip(`− ${t(kind)}`, () => go({ off: flip(state.off, kind) }))),
    state.min > 1 ? chip(`≥ ${t("times", state.min)}`, () => go({ min: 1 })) : null,
    state.norel.size ? chip(DATA.relations.filter((name) => !state.norel.has(name)).map((name) => t(name)).join(", ") || "–", () => go({ norel: new Set() })) : null,
    onCanvas() && view.drawn.length < view.ties.length ? button(t("linesDrawn", number(view.drawn.length), number(view.ties.length)), () => go({ lines: "all" }), { class: "chip plain", id: "all-lines" }) : null,
    onCanvas() && state.lines === "all" ? chip(t("everyLine"), () => go({ lines: "strong" })) : null,
    picking !== null ? h("strong", { class: "picking", role: "status" }, t("pick")) : null,
    notice ? h("span", { class: "notice", role: "status" }, notice) : null,
    DATA.allActs ? h("span", { class: "soft" }, t("cutActs", number(DATA.acts.length), number(DATA.allActs))) : null,
    DATA.total > THINGS.length ? h("span", { class: "soft" }, t("cut", number(THINGS.length), number(DATA.total))) : null,
  ];
  $("chips").replaceChildren(...chips.filter(Boolean));
}

let choice = -1;
function showHits() {
  const words = $("search").value;
  const found = search(words, 12);
  const list = $("hits");
  choice = found.length ? 0 : -1;
  list.hidden = !words.trim();
  $("search").setAttribute("aria-expanded", String(!list.hidden));
  list.replaceChildren(...(found.length ? found.map((at, which) => {
    const hit = THINGS[at];
    const matched = [...(hit.o || [])].find((name) => fold(name).includes(fold(words)) && !Object.values(hit.n).some((own) => fold(own).includes(fold(words))));
    return h("li", { role: "option", id: "hit-" + which, "aria-selected": which === 0, "data-at": at, onmousedown: (event) => { event.preventDefault(); take(at); } },
      icon(hit.kind), h("span", { class: "grow" }, bdi(crop(named(hit.n), 60)), matched ? [" ", h("span", { class: "soft" }, bdi(crop(matched, 40)))] : other(hit.n) ? [" ", h("span", { class: "soft" }, bdi(crop(other(hit.n), 40)))] : null),
      h("span", { class: "num" }, number(view.strength.get(at) || 0)));
  }) : [h("li", { class: "soft", role: "option", "aria-disabled": "true" }, t("nohits", crop(words, 40)))]));
  if (words.trim()) say(found.length ? t("hits", found.length) : t("nohits", crop(words, 40)));
}

function take(at) {
  $("search").value = "";
  showHits();
  select(at);
  if (onCanvas()) fly(at);
}

function startSearch() {
  const box = $("search");
  box.addEventListener("input", showHits);
  box.addEventListener("blur", () => { $("hits").hidden = true; box.setAttribute("aria-expanded", "false"); });
  box.addEventListener("focus", () => { if (box.value) showHits(); });
  box.addEventListener("keydown", (event) => {
    const options = [...$("hits").querySelectorAll("[data-at]")];
    if (event.key === "Escape") { box.value = ""; showHits(); box.blur(); event.stopPropagation(); }
    if (event.key === "Enter" && options[choice]) take(Number(options[choice].dataset.at));
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && options.length) {
      event.preventDefault();
      choice = (choice + (event.key === "ArrowDown" ? 1 : options.length - 1)) % options.length;
      options.forEach((option, which) => option.setAttribute("aria-selected", String(which === choice)));
      options[choice].scrollIntoView({ block: "nearest" });
      box.setAttribute("aria-activedescendant", "hit-" + choice);
    }
  });
}
