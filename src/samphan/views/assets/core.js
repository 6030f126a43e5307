// The floor: data islands, the one way DOM is built (text only, never markup), and the two languages.
async function parse(id) {
  const island = document.getElementById(id);
  if (!island || island.dataset.packed !== "gzip") return island ? JSON.parse(island.textContent) : null;
  const bytes = Uint8Array.from(atob(island.textContent), (char) => char.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
}

const [DATA, NET, OPTIONS, WORLD] = await Promise.all(["samphan-data", "samphan-network", "samphan-options", "samphan-world"].map(parse));
const $ = (id) => document.getElementById(id);

/** An element: attributes (on… are listeners, class, data-…), then children; strings become text. */
function h(tag, attributes, ...children) {
  const svg = tag === "svg" || tag === "path" || tag === "circle" || tag === "rect";
  const element = svg ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || (value === false && !name.startsWith("aria-"))) continue;
    if (name.startsWith("aria-")) element.setAttribute(name, String(value));
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "value" || name === "checked" || name === "disabled" || name === "selected") element[name] = value;
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children.flat(3)) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child);
  }
  return element;
}

/** Foreign text keeps its direction to itself. */
const bdi = (text) => h("bdi", {}, text);
const button = (text, onclick, extra) => h("button", { type: "button", onclick, ...extra }, text);

let language = document.documentElement.lang === "en" ? "en" : "th";
const t = (key, ...values) => {
  const text = (WORDS[key] || {})[language] || key;
  return text.replace(/\{(\d)\}/g, (_, at) => String(values[at]));
};
/** A name in the reader's language, else in any. */
const named = (names) => (names ? names[language] || names.th || names.en || "" : "");
const other = (names) => (names && names.th && names.en ? names[language === "th" ? "en" : "th"] : "");
const number = (value) => value.toLocaleString("en-US");
const year = (value) => String(language === "th" ? Number(value) + 543 : value);

/** An ISO date, as precise as it is, in the reader's calendar. */
function day(iso) {
  if (!iso) return t("undated");
  if (iso.length === 4) return year(iso);
  const parts = iso.split("-").map(Number);
  const format = { year: "numeric", month: "short", timeZone: "UTC" };
  if (parts.length === 3) format.day = "numeric";
  const date = new Date(Date.UTC(parts[0], parts[1] - 1, parts[2] || 1));
  if (Number.isNaN(date.getTime())) return iso;
  return new Intl.DateTimeFormat(language === "th" ? "th-TH-u-ca-buddhist-nu-latn" : "en-GB", format).format(date).replace(/^พ\.ศ\.\s*/, "");
}

/** Letters as search compares them: NFC, no zero-width characters, Arabic digits, composed sara am, lower case. */
function fold(text) {
  return text.normalize("NFC")
    .replace(/[\u200b-\u200f\u2060\ufeff\u00ad\u202a-\u202e]/g, "")
    .replace(/[\u0e50-\u0e59]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50))
    .replace(/\u0e4d([\u0e48-\u0e4b]?)\u0e32/g, "$1\u0e33")
    .replace(/([\u0e48-\u0e4b])\u0e4d\u0e32/g, "$1\u0e33")
    .replace(/\u0e40\u0e40/g, "\u0e41")
    .toLowerCase().replace(/\s+/g, " ").trim();
}

/** At most `most` user-perceived characters. */
const segmenter = typeof Intl.Segmenter === "function" ? new Intl.Segmenter("th", { granularity: "grapheme" }) : null;
function crop(text, most) {
  if (text.length <= most) return text;
  const letters = segmenter ? Array.from(segmenter.segment(text), (part) => part.segment) : Array.from(text);
  return letters.length <= most ? text : letters.slice(0, most - 1).join("") + "…";
}

function say(text) { $("live").textContent = text; }
