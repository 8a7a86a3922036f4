// What Kaartjes and Lezen share in the browser: a text with a caret, reading the selection, painting, label buttons.

import { button, choice, el } from "../elements.js";

/**
 * @typedef {import("../elements.js").View} View
 * @typedef {[string, number]} Spot A piece and a position in it, in UTF-16 units.
 * @typedef {{from: number, to: number, colour: string, pattern: string, node: Text | null}} Stroke
 */

const LINE_LENGTH = 55;
let painters = 0;

/**
 * An empty place for text with a caret. It is editable for the browser, because Chromium gives no keyboard caret
 * otherwise; `guardText` sees to it that nothing in it ever changes.
 * @param {string} label
 * @param {Record<string, string>} more
 * @param {...(Node | Node[])} pieces
 */
export function textBox(label, more, ...pieces) {
  const given = { class: "om-reading", key: "text", contenteditable: "true", role: "textbox", tabindex: "0" };
  const aria = { "aria-label": label, "aria-readonly": "true", "aria-multiline": "true" };
  const calm = { spellcheck: "false", autocorrect: "off", autocapitalize: "off", inputmode: "none" };
  return el("div", { ...given, ...aria, ...calm, translate: "no", ...more }, ...pieces);
}

/**
 * A piece of the text; its words are one text node.
 * @param {string} id
 * @param {string} text
 * @param {string} look
 */
export function piece(id, text, look = "om-piece") {
  const rows = Math.max(1, Math.ceil(text.length / LINE_LENGTH));
  return el("div", { class: look, "data-piece": id, style: `--rows: ${rows}` }, text);
}

/**
 * Keep the text as it is, whatever is typed, pasted or dragged; keys 1 to 7 press a label.
 * @param {HTMLElement} root
 * @param {() => void} restore Draws the text again, for the few changes a browser doesn't let us stop.
 */
export function guardText(root, restore) {
  /** @param {Event} event */
  const inText = (event) => event.target instanceof Node && textOf(root)?.contains(event.target);
  for (const name of ["beforeinput", "paste", "cut", "drop", "dragstart"]) {
    root.addEventListener(name, (event) => {
      if (inText(event)) event.preventDefault();
    });
  }
  root.addEventListener("input", (event) => {
    if (inText(event)) restore();
  });
  root.addEventListener("keydown", (event) => {
    if (!inText(event) || event.ctrlKey || event.metaKey || event.altKey || !/^[1-9]$/.test(event.key)) return;
    const wanted = root.querySelector(`button[data-number="${event.key}"]`);
    if (wanted instanceof HTMLElement) wanted.click();
    event.preventDefault();
  });
}

/** @param {HTMLElement} root @returns {HTMLElement | null} */
export function textOf(root) {
  return root.querySelector(".om-reading");
}

/**
 * The selected words as piece and position, twice; null when no words are selected in this text.
 * @param {HTMLElement} root
 * @returns {[Spot, Spot] | null}
 */
export function selectedWords(root) {
  const box = textOf(root);
  const selection = document.getSelection();
  if (!box || !selection || selection.rangeCount === 0 || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(box)) return null;
  /** @type {[Spot, Spot] | null} */
  let found = null;
  for (const block of box.children) {
    const text = block.firstChild;
    if (!(text instanceof Text) || !range.intersectsNode(text)) continue;
    const id = block.getAttribute("data-piece") ?? "";
    const from = range.startContainer === text ? range.startOffset : 0;
    const to = range.endContainer === text ? range.endOffset : text.length;
    if (id && to > from) found = found ? [found[0], [id, to]] : [[id, from], [id, to]];
  }
  return found;
}

/**
 * Paints words with the CSS Custom Highlight API: no element is put in the text, so labels can overlap freely. Names are
 * our own, so that another screen on the page keeps its colours.
 */
export class Painter {
  /** @param {HTMLElement} host */
  constructor(host) {
    painters += 1;
    this.name = `ontmoet-${painters}-${Math.random().toString(36).slice(2, 8)}`;
    this.sheet = el("style");
    host.append(this.sheet);
    /** @type {Map<string, Highlight>} */
    this.looks = new Map();
    this.strong = this.register(`${this.name}-strong`, "background-color: light-dark(#1f4e79, #a9d1ff); color: light-dark(#ffffff, #10202f);");
    this.strong.priority = 1;
  }

  /** @param {Stroke} stroke @returns {() => void} Takes the paint away again. */
  add({ from, to, colour, pattern, node }) {
    const range = rangeOf(node, from, to);
    const look = this.lookOf(colour, pattern);
    if (range) look.add(range);
    return () => {
      if (range) look.delete(range);
    };
  }

  /** @param {{node: Text | null, from: number, to: number}[]} spans */
  emphasise(spans) {
    this.strong.clear();
    for (const { node, from, to } of spans) {
      const range = rangeOf(node, from, to);
      if (range) this.strong.add(range);
    }
  }

  clear() {
    for (const look of this.looks.values()) look.clear();
    this.strong.clear();
  }

  /** Leave nothing behind on the page. */
  stop() {
    for (const name of [...CSS.highlights.keys()]) {
      if (name.startsWith(`${this.name}-`)) CSS.highlights.delete(name);
    }
    this.sheet.remove();
  }

  /** @param {string} colour @param {string} pattern @returns {Highlight} */
  lookOf(colour, pattern) {
    const key = `${colour} ${pattern}`;
    const known = this.looks.get(key);
    if (known) return known;
    // Beside each other on three lines, so that one pattern does not hide another.
    const lower = 3 + (this.looks.size % 3) * 4;
    const tint = `color-mix(in srgb, color-mix(in srgb, ${colour} 55%, white) 30%, transparent)`;
    const line = `text-decoration: underline ${pattern} ${inSight(colour)} 2px; text-underline-offset: ${lower}px;`;
    const made = this.register(`${this.name}-${this.looks.size}`, `background-color: ${tint}; ${line}`);
    this.looks.set(key, made);
    return made;
  }

  /** @param {string} name @param {string} style */
  register(name, style) {
    const made = new Highlight();
    this.sheet.append(`::highlight(${name}) { ${style} }\n`);
    CSS.highlights.set(name, made);
    return made;
  }
}

/** The colour of a label, lighter where the paper is dark. @param {string} colour */
export function inSight(colour) {
  return `light-dark(${colour}, color-mix(in srgb, ${colour} 45%, white))`;
}

/** @param {Text | null} node @param {number} from @param {number} to */
function rangeOf(node, from, to) {
  if (!node || from >= to || to > node.length) return null;
  return new StaticRange({ startContainer: node, startOffset: from, endContainer: node, endOffset: to });
}

/**
 * The screen before there is something to label: who are you, or why there is nothing.
 * @param {View} view
 * @returns {HTMLElement | null}
 */
export function drawBefore(view) {
  if (view.state === "nothing") {
    return el("div", { class: "om-stack", key: "nothing" }, drawChoices(view), el("p", {}, view.text));
  }
  if (view.state !== "who") return null;
  const people = view.people.map((/** @type {[string, string]} */ [person, name]) =>
    el("li", { key: person }, button(name, "choose_person", { with: { person }, class: "om-wide" })),
  );
  return el("div", { class: "om-stack", key: "who" }, el("h3", {}, view.question), el("ul", { class: "om-stack" }, people));
}

/** @param {View} view */
export function drawChoices(view) {
  const lists = (view.choices ?? []).map((/** @type {any} */ one) => choice(one, one.do, { key: one.do }));
  return lists.length > 0 && el("div", { class: "om-choices", key: "choices" }, lists);
}

/**
 * What each label means, folded; `more` stands under it.
 * @param {View} view
 * @param {string} more
 */
export function drawMeanings({ words, labels }, more = "") {
  const told = labels.map((/** @type {View} */ one) => el("li", {}, el("b", {}, one.label), ` ${one.meaning}`));
  const lines = el("ul", { class: "om-stack" }, told);
  return el("details", { key: "meanings" }, el("summary", {}, words.meanings), lines, more && el("p", { class: "om-quiet" }, more));
}

/** Another note or another list of labels, folded. @param {View} view */
export function drawOther(view) {
  const lists = drawChoices(view);
  return lists && el("details", { key: "other" }, el("summary", {}, view.words.other), lists);
}

/** @param {View} view */
export function drawFamilies(view) {
  const buttons = view.families.map((/** @type {View} */ family) =>
    button(
      family.title,
      "choose_family",
      { with: { family: family.key }, "aria-pressed": String(family.chosen), "aria-description": family.holds },
      el("span", { class: "om-more om-holds", "aria-hidden": "true" }, family.holds),
    ),
  );
  return el(
    "div",
    { class: "om-stack", role: "group", "aria-label": view.question, key: "families" },
    el("div", { class: "om-row om-families" }, buttons),
  );
}

/**
 * One label: its number (also its key), the label, what it means, and its look in the text.
 * @param {View} label
 */
export function labelButton(label) {
  const more = label.meaning && el("span", { class: "om-more" }, label.meaning);
  const look = el("span", { class: `om-swatch om-${label.pattern}`, style: `--tone: ${inSight(label.colour)}`, "aria-hidden": "true" });
  return button(
    `${label.number}  ${label.label}`,
    "place",
    {
      with: { code_id: label.id },
      key: `label ${label.id}`,
      class: "om-wide om-label",
      "aria-pressed": label.placed === null ? null : String(label.placed),
      "data-number": String(label.number),
    },
    more,
    look,
  );
}

/**
 * What can be chosen with a placed label.
 * @param {View} choices
 */
export function drawOptions(choices) {
  if (!choices?.coding_id) return null;
  const coding_id = choices.coding_id;
  if (choices.direction) {
    const [from, to] = choices.option ? choices.option.split(">") : ["", ""];
    const { people } = choices.direction;
    return el(
      "div",
      { class: "om-options", key: `options ${coding_id}` },
      choice({ label: choices.direction.from, value: from, options: people }, "choose_direction", { with: { coding_id, end: "from" } }),
      choice({ label: choices.direction.to, value: to, options: people }, "choose_direction", { with: { coding_id, end: "to" } }),
    );
  }
  const buttons = choices.buttons.map((/** @type {[string, string]} */ [option, text]) =>
    button(text, "choose_option", { with: { coding_id, option }, "aria-pressed": String(choices.option === option) }),
  );
  return el("div", { class: "om-options om-row", role: "group", "aria-label": choices.label, key: `options ${coding_id}` }, buttons);
}

/**
 * A field for a note with a label.
 * @param {{coding_id: string, label: string, value: string}} note
 */
export function noteField({ coding_id, label, value }) {
  const field = el("textarea", { do: "write_note", with: { coding_id }, key: `note ${coding_id}`, value, rows: "2" });
  return el("label", { class: "om-choice", key: `note of ${coding_id}` }, el("span", {}, label), field);
}
