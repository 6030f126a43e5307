// One article: its text with every name and every stated act marked in place, beside the graph of what it says.
function articleText() {
  const article = DATA.article;
  const chosen = state.sel && state.sel.thing !== undefined ? state.sel.thing : null;
  const chosenAct = state.sel && state.sel.act !== undefined ? state.sel.act : null;
  const piece = (one) => {
    if (typeof one === "string") return one;
    const [text, at, acts] = one;
    const said = acts && acts.includes(chosenAct);
    if (at < 0 && !acts) return h("mark", { class: "unknown" }, text);
    if (at === -1) return h("span", { class: "states" + (said ? " now" : "") }, text);
    const mark = h("mark", { class: `name ${at >= 0 ? THINGS[at].kind : "unknown"}${at === chosen ? " now" : ""}${acts ? " states" : ""}${said ? " said" : ""}` }, text);
    if (at < 0) return mark;
    return button(mark, () => select(at), { class: "inline", title: named(THINGS[at].n), onmouseenter: () => { hovered = at; network.redraw(); }, onmouseleave: () => { hovered = null; network.redraw(); } });
  };
  const before = new Set();
  const badge = (acts) => (acts || []).filter((act) => !before.has(act)).map((act) => {
    before.add(act);
    return button(`${t(relationOf(DATA.acts[act]))}`, () => go({ sel: { act } }), { class: "badge", "aria-pressed": chosenAct === act, "aria-label": `${t(relationOf(DATA.acts[act]))}: ${t("evidence")}` });
  });
  return h("article", { class: "text" },
    h("h2", {}, bdi(article.n)), h("p", { class: "soft" }, article.d ? day(article.d) : "", article.u ? [" · ", h("a", { href: article.u, target: "_blank", rel: "noopener noreferrer" }, crop(article.u, 60))] : null),
    article.whole ? null : h("p", { class: "notice" }, t("passagesOnly")),
    article.p.map((paragraph) => h("p", {}, paragraph.map((one) => [typeof one === "string" ? null : badge(one[2]), piece(one)]))),
    article.cut ? h("p", { class: "notice" }, t("textCut")) : null);
}
