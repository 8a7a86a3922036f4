// The codings of a note in the browser: kept in reading order, painted on the words, listed fifty at a time.

import { button, el } from "../elements.js";
import { drawOptions, inSight, noteField } from "./labelling.js";

/**
 * @typedef {import("../elements.js").View} View
 *
 * @typedef {object} Coding One label on words, as Python sends it.
 * @property {string} id
 * @property {string} code
 * @property {boolean} mine
 * @property {string} by Who placed it, and whether in doubt.
 * @property {boolean} doubt
 * @property {string} option
 * @property {string} chosen The option as people read it.
 * @property {string} note
 * @property {[number, number, number][]} parts Place of the piece in the note, and two positions in it.
 */

export const AT_ONCE = 50;
const WORDS_SHOWN = 90;

/**
 * The codings that this person may see. Only what is near is painted: a browser goes through all painted words again at
 * each change, which would make a click in a note of 50,000 words three times as slow.
 */
export class Codings {
  /** @type {View} What Python told of each label. */
  codes = {};
  /** @type {Map<string, Coding>} */
  known = new Map();
  /** @type {Map<string, Map<number, () => void>>} For each coding and piece, how to take the paint away. */
  painted = new Map();
  /** @type {Set<number>} The pieces that are in sight, or nearly. */
  near = new Set();
  /** @type {Map<number, Set<string>>} Which codings touch a piece. */
  inPiece = new Map();
  /** @type {Coding[] | null} */
  ordered = null;

  /**
   * @param {import("./labelling.js").Painter} paint
   * @param {(place: number) => Text | null} nodeOf The text node of a piece.
   */
  constructor(paint, nodeOf) {
    this.paint = paint;
    this.nodeOf = nodeOf;
  }

  /** @param {{codes: View, changed: Coding[], gone: string[]}} news */
  take({ codes, changed, gone }) {
    Object.assign(this.codes, codes);
    for (const id of gone) this.drop(id);
    for (const coding of changed) this.put(coding);
    this.ordered = null;
  }

  clear() {
    for (const id of [...this.known.keys()]) this.drop(id);
    this.ordered = null;
  }

  /** Start again on new text nodes: nothing is painted until `show` says that it is near. */
  forgetPaint() {
    this.paint.clear();
    this.painted.clear();
    this.near.clear();
  }

  /** @param {number} place A piece that came near. */
  show(place) {
    this.near.add(place);
    for (const id of this.inPiece.get(place) ?? []) this.brush(this.known.get(id), place);
  }

  /** @param {number} place A piece that went far out of sight. */
  hide(place) {
    if (!this.near.delete(place)) return;
    for (const id of this.inPiece.get(place) ?? []) {
      this.painted.get(id)?.get(place)?.();
      this.painted.get(id)?.delete(place);
    }
  }

  /** @returns {Coding[]} In reading order. */
  all() {
    this.ordered ??= [...this.known.values()].sort(byPlace);
    return this.ordered;
  }

  /** @param {string} id */
  get(id) {
    return this.known.get(id);
  }

  /**
   * The codings over a position, in reading order.
   * @param {number} place
   * @param {number} at
   * @returns {Coding[]}
   */
  at(place, at) {
    return [...(this.inPiece.get(place) ?? [])]
      .map((id) => this.known.get(id))
      .filter((coding) => coding !== undefined)
      .filter((coding) => coding.parts.some(([piece, from, to]) => piece === place && from <= at && at <= to))
      .sort(byPlace);
  }

  /** @param {Coding} coding @returns {{node: Text | null, from: number, to: number}[]} */
  spans(coding) {
    return coding.parts.map(([place, from, to]) => ({ node: this.nodeOf(place), from, to }));
  }

  /** @param {Coding} coding @returns {string} */
  words(coding) {
    return coding.parts.map(([place, from, to]) => this.nodeOf(place)?.data.slice(from, to) ?? "").join(" ");
  }

  /** @param {Coding} coding */
  put(coding) {
    this.drop(coding.id);
    this.known.set(coding.id, coding);
    for (const [place] of coding.parts) {
      if (!this.inPiece.has(place)) this.inPiece.set(place, new Set());
      this.inPiece.get(place)?.add(coding.id);
      if (this.near.has(place)) this.brush(coding, place);
    }
  }

  /** @param {string} id */
  drop(id) {
    for (const [place] of this.known.get(id)?.parts ?? []) this.inPiece.get(place)?.delete(id);
    for (const wipe of this.painted.get(id)?.values() ?? []) wipe();
    this.painted.delete(id);
    this.known.delete(id);
  }

  /** @param {Coding | undefined} coding @param {number} place */
  brush(coding, place) {
    const part = coding?.parts.find(([piece]) => piece === place);
    if (!coding || !part || this.painted.get(coding.id)?.has(place)) return;
    const [, from, to] = part;
    const { colour, pattern } = this.codes[coding.code];
    if (!this.painted.has(coding.id)) this.painted.set(coding.id, new Map());
    this.painted.get(coding.id)?.set(place, this.paint.add({ node: this.nodeOf(place), from, to, colour, pattern }));
  }
}

/** @param {Coding} a @param {Coding} b */
function byPlace(a, b) {
  const [one, other] = [a.parts[0], b.parts[0]];
  return one[0] - other[0] || one[1] - other[1] || (a.id < b.id ? -1 : 1);
}

/**
 * Where the list of fifty starts, so that the coding nearest to the caret is in it.
 * @param {Coding[]} all
 * @param {[number, number]} caret
 * @param {number} first Where it starts now.
 */
export function windowAround(all, [place, at], first) {
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const [piece, from] = all[middle].parts[0];
    if (piece < place || (piece === place && from < at)) low = middle + 1;
    else high = middle;
  }
  const nearest = Math.max(0, Math.min(low, all.length - 1));
  if (nearest >= first && nearest < first + AT_ONCE) return first;
  return Math.max(0, Math.min(nearest - AT_ONCE / 2, all.length - AT_ONCE));
}

/**
 * The list of all that lies on the text; a click on one leads to its words.
 * @param {Codings} store
 * @param {View} words Sentences of Python, with slots.
 * @param {{first: number, here: Set<string>}} state
 */
export function drawCodings(store, words, { first, here }) {
  const all = store.all();
  const shown = all.slice(first, first + AT_ONCE);
  const range = fill(words.range, { from: first + 1, to: first + shown.length, total: all.length });
  return el(
    "div",
    { class: "om-stack om-list", key: "list" },
    all.length === 0 && el("p", { class: "om-quiet" }, words.none),
    all.length > AT_ONCE && el("p", { class: "om-quiet", key: "range" }, range),
    first > 0 && button(words.earlier, "earlier", { key: "earlier" }),
    el(
      "ul",
      { class: "om-codings", key: "codings" },
      shown.map((coding) => drawCoding(store, coding, here.has(coding.id))),
    ),
    first + AT_ONCE < all.length && button(words.later, "later", { key: "later" }),
  );
}

/**
 * @param {Codings} store
 * @param {Coding} coding
 * @param {boolean} here
 */
function drawCoding(store, coding, here) {
  const code = store.codes[coding.code];
  return el(
    "li",
    { key: coding.id, "data-coding": coding.id },
    button(
      code.label,
      "open_coding",
      {
        key: `coding ${coding.id}`,
        with: { coding_id: coding.id },
        class: here ? "om-wide om-coding om-here-now" : "om-wide om-coding",
        style: `--tone: ${inSight(code.colour)}`,
      },
      el("span", { class: "om-more" }, saidOf(coding)),
      el("span", { class: "om-more om-quote" }, `“${shorten(store.words(coding))}”`),
      coding.note && el("span", { class: "om-more" }, coding.note),
    ),
  );
}

/**
 * What lies on these words, at those words, and what one can do with what is one's own.
 * @param {Codings} store
 * @param {Coding[]} found
 * @param {View} words
 * @param {string} place Where it stands, as a style.
 */
export function drawHere(store, found, words, place) {
  const item = (/** @type {Coding} */ coding) => {
    const code = store.codes[coding.code];
    const tone = `--tone: ${inSight(code.colour)}`;
    return el(
      "li",
      { class: "om-stack om-said", key: coding.id, "data-coding": coding.id, style: tone },
      el("p", {}, el("b", {}, code.label), ` (${saidOf(coding)})`),
      coding.note && el("p", { class: "om-quiet", dir: "auto" }, coding.note),
      coding.mine && drawTools(coding, code, words),
    );
  };
  return el("div", { class: "om-at-words", key: "at words", style: place }, el("ul", { class: "om-stack" }, found.map(item)));
}

/** Who placed it, whether in doubt, and what was chosen with it. @param {Coding} coding */
function saidOf({ by, chosen }) {
  return [by, chosen].filter(Boolean).join(", ");
}

/** @param {Coding} coding @param {View} code @param {View} words */
function drawTools(coding, code, words) {
  const chosen = { ...code.choices, coding_id: code.choices.label && coding.id, option: coding.option };
  const about = { coding_id: coding.id };
  const note = { coding_id: coding.id, label: code.note, value: coding.note };
  return el(
    "div",
    { class: "om-stack", key: "tools" },
    drawOptions(chosen),
    el(
      "div",
      { class: "om-row" },
      button(words.doubt, "doubt_label", { with: about, "aria-pressed": String(coding.doubt) }),
      button(words.take_away, "take_away", { with: about }),
    ),
    el("details", { key: "note" }, el("summary", {}, words.note), noteField(note)),
  );
}

/** @param {string} text */
function shorten(text) {
  const letters = [...text];
  return letters.length > WORDS_SHOWN ? `${letters.slice(0, WORDS_SHOWN).join("")} …` : text;
}

/**
 * Fill the slots of a sentence, whatever signs are in the values.
 * @param {string} sentence
 * @param {Record<string, string | number>} values
 */
export function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (slot, name) => String(values[name] ?? slot));
}
