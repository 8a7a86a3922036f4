// A page made of blocks: Python says which, this draws them. It knows no rule and holds no sentence.
import { isAhead, mount } from "./base.js";
import { button, byKey, choice, el } from "./elements.js";
import { aloudButton } from "./read_aloud.js";

/**
 * @typedef {import("./elements.js").View} View
 * @typedef {Map<string, string>} Texts By the name of a field.
 * @typedef {{root: HTMLElement, said: Texts, now: Texts, drafts: Texts, aloud?: any}} Drawing `said` is what Python last
 *   gave each field and stood in it, `now` what it gives in this drawing, `drafts` what stood in long texts at the last
 *   drawing, `aloud` holds the words of the button to hear a text.
 */

/** @type {Record<string, (block: View, drawing: Drawing) => HTMLElement>} */
const DRAW = {
  heading: ({ text }) => el("h3", {}, text),
  text: ({ text, look }) => el("p", { class: look ? `om-${look}` : null }, text),
  button: drawButton,
  buttons: drawButtons,
  select: ({ label, value, options, do: what, sends }) => choice({ label, value, options }, what, { with: sends }),
  field: drawField,
  chart: drawChart,
  table: drawTable,
  grid: drawGrid,
  list: ({ items }) => el("ul", { class: "om-list" }, items.map((/** @type {string} */ item) => el("li", {}, item))),
  fold: ({ summary, blocks }, drawing) =>
    el("details", { key: `fold ${summary}` }, el("summary", {}, summary), stack(blocks, drawing)),
  links: drawLinks,
  marked: drawMarked,
  pointing: drawPointing,
  aloud: drawAloud,
  sides: drawSides,
  phases: drawPhases,
  versions: drawVersions,
  findings: drawFindings,
};

/** @param {{model: import("./base.js").Model, el: HTMLElement}} context */
function render({ model, el: host }) {
  const drawing = { root: host, said: new Map(), now: new Map(), drafts: new Map() };
  const page = mount(model, host, (view, { aloud }) => stack(view.blocks, Object.assign(drawing, { aloud })), {
    drawn: () => {
      noteWhatStands(drawing);
      keepDraftsAlike(drawing);
    },
    gather: (message, from) => ("points" in from.dataset ? { ...message, ...pointedAt(from) } : message),
    told: ({ forget, text }) => {
      if (forget) forgetDraft(forget, text);
    },
  });
  host.addEventListener("input", keepDraft);
  host.addEventListener("click", openNotebook);
  host.addEventListener("click", reveal);
  return () => {
    host.removeEventListener("input", keepDraft);
    host.removeEventListener("click", openNotebook);
    host.removeEventListener("click", reveal);
    page.stop();
  };
}

/**
 * Show what stands behind the dots, or hide it again.
 * @param {Event} event
 */
function reveal({ target }) {
  const button = target instanceof Element ? target.closest("[data-reveal]") : null;
  const box = button?.parentElement?.querySelector("input");
  if (box) box.type = box.type === "password" ? "text" : "password";
}

/** @param {View[]} blocks @param {Drawing} drawing */
function stack(blocks, drawing) {
  return el("div", { class: "om-page" }, blocks.map((block) => DRAW[block.kind](block, drawing)));
}

/** @param {View} block */
function drawButton({ text, more, main, on, hands_over: handsOver, do: what, sends }) {
  const pressed = on === null ? null : String(on);
  const look = main ? "om-main" : null;
  const given = { with: sends, class: look, "aria-pressed": pressed, "data-hands-over": handsOver };
  return button(text, what, given, more && el("span", { class: "om-more" }, more));
}

/** @param {View} block */
function drawButtons({ buttons, label, row }) {
  const inside = el("div", { class: row ? "om-row" : "om-stack om-choices" }, buttons.map(drawButton));
  return label ? el("fieldset", {}, el("legend", {}, label), inside) : inside;
}

/** @param {View} block @param {Drawing} drawing */
function drawField({ name, label, value, hint, long, draft, secret, reveal, quiet }, { root, said, now }) {
  const key = `field ${name}`;
  const live = byKey(root, key);
  // What someone is typing stays, unless Python itself has something new to put in the field.
  const typed = live && said.get(key) === value ? /** @type {HTMLInputElement} */ (live).value : value;
  now.set(key, value);
  const common = { do: "fill", with: { name }, key, value: typed, "data-draft": draft || null, autocomplete: "off", dir: "auto" };
  const box = long ? el("textarea", { ...common, rows: "8" }) : el("input", { ...common, type: secret ? "password" : "text" });
  if (quiet) box.setAttribute("aria-label", label);
  const whole = el("label", { class: "om-choice", key: `label ${key}` }, !quiet && el("span", {}, label), hint && el("small", {}, hint), box);
  const show = secret && el("button", { class: "om-reveal", key: `show ${key}`, "data-reveal": "true" }, reveal);
  return show ? el("div", { class: "om-stack", key: `secret ${key}` }, whole, show) : whole;
}

/** What Python gave counts as given once it stands there: while someone types it does not. @param {Drawing} drawing */
function noteWhatStands({ root, said, now }) {
  for (const [key, value] of now) {
    const live = byKey(root, key);
    if (live && /** @type {HTMLInputElement} */ (live).value === value) said.set(key, value);
  }
  now.clear();
}

const FIRST_NOTES = 4; // what was read and what does not count comes first; a head that is full reads no more

/** @param {View} block @param {Drawing} drawing */
function drawChart(block, drawing) {
  const { title, image, sentence, notes, show_table: showTable, table, appendix, buttons, blocks } = block;
  const lines = (/** @type {string[]} */ told) => el("ul", { class: "om-quiet" }, told.map((one) => el("li", {}, one)));
  return el(
    "figure",
    { key: `chart ${title}` },
    el("h3", {}, title),
    el("div", { class: "om-over" }, el("img", { src: image, alt: `${title}. ${sentence}` }), buttons.map(drawPlace)),
    el("figcaption", {}, sentence),
    notes.length > 0 && lines(notes.slice(0, FIRST_NOTES)),
    notes.length > FIRST_NOTES && el("details", {}, el("summary", {}, block.show_notes), lines(notes.slice(FIRST_NOTES))),
    el("details", {}, el("summary", {}, showTable), drawTable(table)),
    appendix && DRAW[appendix.kind](appendix, drawing),
    blocks.map(drawButton),
  );
}

/** A button over a bar, a circle or a cell of a figure. @param {View} block */
function drawPlace({ text, do: what, sends, place }) {
  const node = button("", what, { with: sends, class: "om-place", "aria-label": text, title: text });
  const names = /** @type {const} */ (["left", "top", "width", "height"]);
  names.forEach((name, at) => (node.style[name] = `${place[at] * 100}%`));
  return node;
}

/** @param {View} block */
function drawTable({ caption, columns, rows }) {
  const head = columns.map((/** @type {string} */ name) => el("th", { scope: "col" }, name));
  const body = rows.map((/** @type {string[]} */ [first, ...rest]) =>
    el("tr", {}, el("th", { scope: "row" }, first), rest.map((cell) => el("td", {}, cell))),
  );
  const table = el("table", {}, el("caption", {}, caption), el("thead", {}, el("tr", {}, head)), el("tbody", {}, body));
  return el("div", { class: "om-scroll", tabindex: "0", role: "region", "aria-label": caption }, table);
}

/**
 * A table to fill in: each cell is a button or a list; what it is of, its name says.
 * @param {View} block
 */
function drawGrid({ caption, columns, blocks }) {
  const head = columns.map((/** @type {string} */ name) => el("th", { scope: "col" }, name));
  const cell = (/** @type {View} */ { kind, text, more, label, options, value, do: what, sends }) => {
    const key = `${what} ${JSON.stringify(sends)}`;
    if (kind === "button") return button(text, what, { with: sends, key, "aria-label": `${more}: ${text}` });
    const list = options.map((/** @type {[string, string]} */ [id, words]) => el("option", { value: id }, words));
    return el("select", { do: what, value, with: sends, key, "aria-label": label }, list);
  };
  const body = blocks.map((/** @type {View} */ row) =>
    el("tr", {}, el("th", { scope: "row" }, row.head), row.blocks.map((/** @type {View} */ one) => el("td", {}, cell(one)))),
  );
  const table = el("table", { class: "om-grid" }, el("caption", {}, caption), el("thead", {}, el("tr", {}, head)), el("tbody", {}, body));
  return el("div", { class: "om-scroll", tabindex: "0", role: "region", "aria-label": caption }, table);
}

/** @param {View} block */
function drawLinks({ items, large }) {
  const item = (/** @type {View} */ { file, text, more }) =>
    el("li", {}, el("a", { href: file, class: "om-link" }, el("span", { class: "om-text" }, text), more && el("span", { class: "om-more" }, more)));
  return el("ul", { class: large ? "om-links om-tiles" : "om-links" }, items.map(item));
}

/** @param {View} block @param {Drawing} drawing */
function drawMarked({ label, parts, heard }, { aloud }) {
  const inside = parts.map((/** @type {[string, string]} */ [words, found]) =>
    found ? el("mark", {}, el("del", {}, words), " ", el("b", {}, found)) : words,
  );
  const text = el("div", { class: "om-marked", tabindex: "0", role: "region", "aria-label": label, dir: "auto" }, inside);
  const words = parts.map((/** @type {[string, string]} */ [said]) => said).join("");
  return heard ? el("div", { class: "om-stack" }, text, aloudButton(words, aloud)) : text;
}

/** @param {View} block */
function drawPointing({ label, parts, buttons: [take] }) {
  const inside = parts.map((/** @type {string[]} */ [words, shown, look]) =>
    el(look === "mark" ? "mark" : "span", { class: look ? `om-${look}` : null, "data-length": String(words.length) }, shown),
  );
  const { text, do: what, sends } = take;
  return el(
    "div",
    { class: "om-stack", key: `pointing ${label}` },
    el("div", { class: "om-marked om-pointing", tabindex: "0", role: "region", "aria-label": label, dir: "auto" }, inside),
    button(text, what, { with: sends, "data-points": "true" }),
  );
}

/**
 * At which words of the text above this button someone pointed, in UTF-16 units; nothing when they did not.
 * @param {HTMLElement} from
 */
function pointedAt(from) {
  const region = from.parentElement?.querySelector(".om-pointing");
  const selection = document.getSelection();
  if (!region || !selection?.rangeCount) return {};
  const range = selection.getRangeAt(0);
  if (range.collapsed || !region.contains(range.commonAncestorContainer)) return {};
  return { start: placeIn(region, range, true), end: placeIn(region, range, false) };
}

/**
 * How far the begin or the end of a range is in the stored words; a card counts as a whole.
 * @param {Element} region @param {Range} range @param {boolean} begins
 */
function placeIn(region, range, begins) {
  const [node, offset] = begins ? [range.startContainer, range.startOffset] : [range.endContainer, range.endOffset];
  let at = 0;
  for (const part of /** @type {HTMLCollectionOf<HTMLElement>} */ (region.children)) {
    const length = Number(part.dataset.length);
    const before = document.createRange();
    before.selectNodeContents(part);
    if (before.comparePoint(node, offset) > 0) at += length;
    else if (before.comparePoint(node, offset) < 0) break;
    else if (part.classList.contains("om-whole")) return begins ? at : at + length;
    else {
      before.setEnd(node, offset);
      return at + before.toString().length;
    }
  }
  return at;
}

/** @param {View} block @param {Drawing} drawing */
function drawAloud({ text, none }, { aloud }) {
  const read = aloudButton(text, aloud);
  const instead = aloud && none ? el("p", { class: "om-quiet" }, none) : null;
  return el("div", { class: "om-stack" }, el("p", { class: "om-card", dir: "auto" }, text), read ?? instead);
}

/** @param {View} block */
function drawVersions({ items }) {
  const stretch = (/** @type {[string, boolean]} */ [words, apart]) => (apart ? el("mark", {}, words) : words);
  const row = (/** @type {View} */ { label, parts }) =>
    el("div", {}, label && el("h5", {}, label), el("p", { class: "om-own-words", dir: "auto" }, parts.map(stretch)));
  const card = (/** @type {View} */ { title, who, rows }) =>
    el("section", { class: "om-version" }, el("h4", {}, title), el("p", { class: "om-quiet" }, who), rows.map(row));
  return el("div", { class: "om-versions" }, items.map(card));
}

/** @param {View} block */
function drawSides({ items }) {
  const item = (/** @type {View} */ { title, lines, said }) =>
    el(
      "li",
      {},
      el("h4", {}, title),
      lines.map((/** @type {string} */ line) => el("p", { class: "om-text", dir: "auto" }, line)),
      said && el("blockquote", { dir: "auto" }, said),
    );
  return el("ul", { class: "om-sides", "data-show": "true" }, items.map(item));
}

/** @param {View} block */
function drawPhases({ items }) {
  const item = (/** @type {View} */ { title, dots, text }) =>
    el("li", {}, el("b", {}, title), el("span", { class: "om-dots", "aria-hidden": "true" }, dots), el("span", {}, text));
  return el("ol", { class: "om-phases" }, items.map(item));
}

/** @param {View} block */
function drawFindings({ items }) {
  const item = (/** @type {View} */ { sign, word, text }) =>
    el("li", {}, el("span", { "aria-hidden": "true" }, sign), el("span", {}, el("b", {}, `${word}: `), text));
  return el("ul", { class: "om-findings" }, items.map(item));
}

/** What this tab remembers until it is closed; null in a browser that forbids it. */
function tabMemory() {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}

/**
 * Keep each letter of a long text in this tab until it is stored.
 * @param {{target: EventTarget | null}} event
 */
function keepDraft({ target }) {
  if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) || !target.dataset.draft) return;
  if (target.value) tabMemory()?.setItem(target.dataset.draft, target.value);
  else tabMemory()?.removeItem(target.dataset.draft);
}

/**
 * Forget a long text that was stored; not what was typed on after that.
 * @param {string} name @param {string | null} stored
 */
function forgetDraft(name, stored) {
  const kept = tabMemory()?.getItem(name);
  if (stored === null || stored === undefined || kept === stored) tabMemory()?.removeItem(name);
}

/**
 * A long text that comes on the page gets back what was typed before the kernel stopped or the page was loaded again;
 * what Python puts in it after that, the tab keeps too, also where another field took the place of the first.
 * @param {Drawing} drawing
 */
function keepDraftsAlike(drawing) {
  /** @type {Map<string, string>} */
  const standing = new Map();
  for (const field of /** @type {NodeListOf<HTMLTextAreaElement>} */ (drawing.root.querySelectorAll("[data-draft]"))) {
    const name = field.dataset.draft ?? "";
    const known = drawing.drafts.get(name);
    if (known === undefined) bringBack(field, name);
    else if (!isAhead(field) && field.value !== known) keepDraft({ target: field });
    standing.set(name, field.value);
  }
  drawing.drafts = standing;
}

/** @param {HTMLTextAreaElement} field @param {string} name */
function bringBack(field, name) {
  const kept = tabMemory()?.getItem(name);
  if (!kept || field.value === kept) return;
  field.value = kept;
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

/**
 * In JupyterLab a notebook opens as a tab beside this one; elsewhere the link is a plain link.
 * JupyterLab's own listener on the page does it; it wants the path from the folder that the server shows.
 * @param {MouseEvent} event
 */
function openNotebook({ target }) {
  const link = target instanceof Element ? target.closest("a.om-link") : null;
  if (!(link instanceof HTMLAnchorElement)) return;
  const [lab, path] = new URL(link.href).pathname.split("/tree/");
  if (path === undefined || !lab.includes("/lab")) return;
  link.dataset.commandlinkerCommand = "docmanager:open";
  link.dataset.commandlinkerArgs = JSON.stringify({ path: decodeURIComponent(path) });
}

export default { render };
