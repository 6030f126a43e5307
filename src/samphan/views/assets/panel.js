// The side panel: one thing, one tie or one path, each statement with the sentence that makes it.
const QUOTES = 6;
const SHAPES = { dot: "M8 2a6 6 0 1 0 .01 0z", square: "M3 3h10v10H3z", triangle: "M8 2l6.4 11.4H1.6z", diamond: "M8 1l6 7-6 7-6-7z", hexagon: "M4.5 2h7l3.5 6-3.5 6h-7L1 8z" };
const SHAPE_OF = Object.fromEntries(DATA.classes.map((kind, at) => [kind, OPTIONS.groups[at].shape]));

const icon = (kind) => h("svg", { class: "icon " + kind, viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" }, h("path", { d: SHAPES[SHAPE_OF[kind]] }));
const thingButton = (at, extra) => button([icon(THINGS[at].kind), bdi(crop(named(THINGS[at].n), 80))], () => select(at), { class: "link", ...extra });
const section = (title, ...content) => h("section", { class: "part" }, h("h3", {}, title), content);

/** A sentence with its names marked; those in `ends` stand out, every known one can be chosen. */
function sentence(pieces, ends) {
  return h("blockquote", { class: "quote" }, h("p", {}, pieces.map((piece) => {
    if (typeof piece === "string") return piece;
    const [text, at] = piece;
    const mark = h("mark", { class: ends.has(at) ? "end" : "also" }, text);
    return at >= 0 && !ends.has(at) ? button(mark, () => select(at), { class: "inline", title: named(THINGS[at].n) }) : mark;
  })));
}

function sourceOf(at) {
  const article = DATA.articles[at];
  const address = article.u || article.i;
  return h("p", { class: "source" }, bdi(crop(article.n || article.i, 120)), article.d ? ` · ${day(article.d)}` : "", h("br"),
    `${t("source")}: `, article.u ? h("a", { href: article.u, target: "_blank", rel: "noopener noreferrer" }, crop(address, 90)) : bdi(crop(address, 90)));
}

function actCard(at, ends) {
  const act = DATA.acts[at];
  const relation = relationOf(act);
  const status = act.s === "Planned" ? t("planned") : act.s === "Postponed" ? t("postponed") : "";
  const quotes = act.q || [];
  return h("article", { class: "act" },
    h("p", { class: "when" }, h("strong", {}, t(relation)), " · ", day(act.d), act.e ? `–${day(act.e)}` : "", status ? ` · ${status}` : "", act.w ? [" · ", bdi(act.w)] : ""),
    quotes.length ? quotes.map(([article, ...pieces]) => [sentence(pieces, ends), sourceOf(article)]) : [h("p", { class: "soft" }, act.n || t("noquote")), (act.a || []).map(sourceOf)],
    h("p", { class: "tags" }, (act.t || []).map((topic) => button(named(DATA.topics[topic].n), () => go({ topic }), { class: "tag" }))));
}

/** Acts as cards, a few first; the rest on request. */
function actList(acts, ends) {
  const box = h("div", {});
  const put = (upto) => {
    box.replaceChildren(...acts.slice(0, upto).map((act) => actCard(act, ends)));
    if (acts.length > upto) box.append(button(`${t("more")} (${number(acts.length - upto)})`, () => put(upto + 20), { class: "wide" }));
  };
  put(QUOTES);
  return section(t("evidence"), box);
}

function yearBars(acts) {
  const counts = new Map();
  for (const act of acts) { const when = (DATA.acts[act].d || "").slice(0, 4); if (when) counts.set(when, (counts.get(when) || 0) + 1); }
  if (counts.size < 2) return null;
  const most = Math.max(...counts.values());
  const bars = [...counts].sort().map(([when, count]) => {
    const bar = h("span", { class: "bar-fill" });
    bar.style.height = `${Math.round(4 + 40 * count / most)}px`;
    return h("li", {}, h("span", { class: "bar-count" }, String(count)), bar, h("span", { class: "bar-year" }, counts.size < 8 ? year(when) : [year(when).slice(-2), h("span", { class: "away" }, ` (${year(when)})`)]));
  });
  return section(t("byyear"), h("ol", { class: "bars" }, bars));
}

function topicTags(acts) {
  const counts = new Map();
  for (const act of acts) for (const topic of DATA.acts[act].t || []) counts.set(topic, (counts.get(topic) || 0) + 1);
  const tags = [...counts].sort((x, y) => y[1] - x[1] || x[0] - y[0]).slice(0, 12).map(([topic, count]) => button([named(DATA.topics[topic].n), " ", h("b", {}, String(count))], () => go({ topic }), { class: "tag" }));
  return tags.length ? section(t("topics"), h("div", { class: "tags" }, tags)) : null;
}

function heading(kind, ...content) {
  return h("header", { class: "panel-head" }, button("×", () => go({ sel: null, path: null }), { class: "close", "aria-label": t("close") }), kind ? h("p", { class: "kind" }, kind) : null, content);
}

function thingPanel(at) {
  const thing = THINGS[at];
  const acts = actsAt(at, view);
  const partners = partnersOf(at, view).filter((one) => one.acts.size);
  const place = named(thing.l);
  return [
    heading([icon(thing.kind), t(thing.kind), place ? " · " : "", place ? bdi(place) : ""],
      h("h2", {}, thing.h ? h("span", { class: "honorific" }, thing.h, " ") : null, bdi(crop(named(thing.n), 200))), other(thing.n) ? h("p", { class: "other" }, bdi(crop(other(thing.n), 200))) : null,
      h("p", { class: "soft" }, t("inall", number(acts.length), number(partners.length)))),
    h("div", { class: "acts-row" },
      state.focus === at ? button(t("unfocus"), () => go({ focus: null }), { class: "act-button" }) : button(t("focus"), () => go({ focus: at, n: STEP }), { class: "act-button" }),
      button(t("path"), () => { picking = at; show(); say(t("pick")); }, { class: "act-button" }), button(t("copy"), copyLink, { class: "act-button" })),
    thing.o ? section(t("alsonamed"), h("p", { class: "soft" }, thing.o.map((name, which) => [which ? " · " : "", bdi(crop(name, 80))]))) : null,
    thing.p ? section(t("posts"), h("ul", { class: "plain-list" }, thing.p.slice(0, 12).map((post) => h("li", {}, bdi(post.n || ""), " ",
      post.b !== undefined ? thingButton(post.b) : bdi(named(post.o)), post.q ? [sentence(post.q.slice(1), new Set([at])), sourceOf(post.q[0])] : null)))) : null,
    standing(thing), yearBars(acts), topicTags(acts),
    partners.length ? section(t("partners"), h("ul", { class: "plain-list" }, partners.slice(0, 15).map((one) => h("li", { class: "partner" }, thingButton(one.at),
      button(t("times", number(one.acts.size)), () => go({ sel: { tie: one.tie } }), { class: "tag", "aria-label": `${named(THINGS[one.at].n)}: ${t("times", one.acts.size)} · ${t("evidence")}` }))))) : null,
    acts.length ? actList(acts, new Set([at])) : null,
  ];
}

/** Where a thing stands in the whole network, each figure with what it means. */
function standing(thing) {
  if (!thing.m) return null;
  const [bridging, rank, group_, size] = thing.m;
  return section(t("standing"), h("dl", { class: "figures" },
    h("dt", {}, t("bridging")), h("dd", {}, bridging ? t("rankOf", number(rank), number(THINGS.length)) : "–", h("span", { class: "soft" }, t("bridgingIs"))),
    h("dt", {}, t("community")), h("dd", {}, t("groupOf", group_, number(size)), h("span", { class: "soft" }, t("communityIs")))));
}

function tiePanel(at) {
  const tie = TIES[at];
  const acts = actsOf(tie, view);
  const kinds = Object.entries(tie.relations).map(([relation, all]) => {
    const count = all.filter((act) => view.active.has(act)).length;
    return h("li", {}, t(DATA.relations[relation]), count ? ` · ${t("times", number(count))}` : "");
  });
  const posts = [[tie.a, tie.b], [tie.b, tie.a]].flatMap(([who, where]) => (THINGS[who].p || []).filter((post) => post.b === where && post.q).map((post) => [who, post]));
  return [
    heading(t("relation"), h("h2", { class: "pair" }, thingButton(tie.a), h("span", { class: "soft" }, " — "), thingButton(tie.b))),
    h("ul", { class: "kinds" }, kinds), yearBars(acts), topicTags(acts),
    posts.length ? section(t("posts"), posts.map(([who, post]) => [h("p", {}, bdi(post.n || "")), sentence(post.q.slice(1), new Set([who])), sourceOf(post.q[0])])) : null,
    acts.length ? actList(acts, new Set([tie.a, tie.b])) : null,
  ];
}

function pathPanel() {
  const [from, to] = state.path;
  const title = heading(null, h("h2", {}, t("pathof", crop(named(THINGS[from].n), 60), crop(named(THINGS[to].n), 60))));
  if (!view.path) return [title, h("p", {}, t("nopath"))];
  const steps = view.path.ties.map((tie, which) => h("li", {}, thingButton(view.path.things[which]), " — ", thingButton(view.path.things[which + 1]),
    actsOf(TIES[tie], view).slice(0, 1).map((act) => actCard(act, new Set(view.path.things.slice(which, which + 2))))));
  return [title, h("p", { class: "soft" }, t("steps", steps.length)), h("ol", { class: "steps" }, steps)];
}

function showPanel() {
  const { thing, tie, act, slice } = state.sel || {};
  const content = thing !== undefined ? thingPanel(thing) : tie !== undefined ? tiePanel(tie) : act !== undefined ? actPanel(act) : slice ? slicePanel(slice) : state.path ? pathPanel() : null;
  const panel = $("panel");
  panel.hidden = !content;
  panel.setAttribute("aria-label", t("evidence"));
  panel.replaceChildren(...(content || []).flat(2).filter(Boolean));
  panel.scrollTop = 0;
}

function copyLink() {
  const done = () => say(t("copied"));
  if (navigator.clipboard) navigator.clipboard.writeText(location.href).then(done, () => window.prompt(t("copy"), location.href));
  else window.prompt(t("copy"), location.href);
}
