// The kinds of view over one set of data: each shows what the filters leave, in its own way.
const BOARDS = { map, timeline, matrix, change };
const VIEWS = ["graph", ...(WORLD ? ["map"] : []), "timeline", "matrix", "change", "table"];
if (DATA.article) VIEWS.unshift("article");
const onCanvas = () => state.view === "graph" || state.view === "article";

function showViews() {
  $("views").setAttribute("aria-label", t("viewsLabel"));
  $("views").replaceChildren(...VIEWS.map((name) => button(t(name), () => go({ view: name }), { class: "tab", "aria-pressed": state.view === name, "data-view": name })));
}

function showStage() {
  document.body.dataset.view = state.view;
  const board = BOARDS[state.view];
  $("graph-view").hidden = !onCanvas();
  $("article-view").hidden = state.view !== "article";
  $("board").hidden = !board;
  $("stage").classList.toggle("beside", state.view === "article");
  if (board) {
    const held = document.activeElement && $("board").contains(document.activeElement) ? document.activeElement : null;
    const again = held && (held.id ? "#" + held.id : held.getAttribute("aria-label") ? `[aria-label="${CSS.escape(held.getAttribute("aria-label"))}"]` : null);
    const [left, top] = [$("board").scrollLeft, $("board").scrollTop];
    const content = view.acts.length ? board() : emptyNote();
    $("board").replaceChildren(...(Array.isArray(content) ? content : [content]).filter(Boolean));
    $("board").scrollTo(left, top);
    if (again && $("board").querySelector(again)) $("board").querySelector(again).focus({ preventScroll: true });
  } else $("board").replaceChildren();
  if (state.view === "article") $("article-view").replaceChildren(articleText());
  if (onCanvas()) draw();
}
