// Kaartjes: one piece, its labels, and what one can say about it.

import { mount } from "../base.js";
import { button, el } from "../elements.js";
import { aloudButton, hush } from "../read_aloud.js";
import {
  Painter,
  drawBefore,
  drawChoices,
  drawFamilies,
  drawMeanings,
  drawOptions,
  drawOther,
  guardText,
  labelButton,
  noteField,
  piece,
  selectedWords,
  textBox,
  textOf,
} from "./labelling.js";

/** @typedef {import("../elements.js").View} View */

/**
 * The text on the left, the labels on the right, and under the text what one can say of it and the way on. What comes
 * with a label stands below all that, so that no button moves by a click.
 * @param {View} view
 * @param {View} frame
 */
function drawCard(view, frame) {
  const labels = view.labels.map((/** @type {View} */ label) => el("li", { key: label.id }, labelButton({ ...label, meaning: "" })));
  const answers = view.answers.map((/** @type {View} */ one) =>
    button(one.text, one.do, { class: "om-answer", "aria-pressed": String(one.pressed) }, one.more && el("span", { class: "om-aside" }, one.more)),
  );
  const placed = view.placed.map((/** @type {string} */ text) => el("li", {}, text));
  return el(
    "div",
    { class: "om-body", key: "card", "data-view": "true" },
    el(
      "div",
      { class: "om-pair", key: "pair" },
      el(
        "div",
        { class: "om-column om-left", key: "left" },
        el("h3", { key: "progress" }, view.progress),
        textBox(view.text_label, { class: "om-reading om-card", "data-start": "true" }, piece(view.here, view.text)),
        aloudButton(view.text, frame.aloud),
      ),
      el(
        "div",
        { class: "om-column om-right", key: "right" },
        drawFamilies(view),
        el("ul", { class: "om-labels", key: "labels" }, labels),
        ...view.labels.map((/** @type {View} */ label) => drawOptions(label.choices)),
      ),
      el(
        "div",
        { class: "om-column om-end", key: "end" },
        el("div", { class: "om-row om-answers", key: "answers" }, answers),
        drawButtons(view),
        placed.length > 0 && el("ul", { class: "om-placed", key: "placed" }, placed),
        view.note.coding_id && noteField(view.note),
        view.guiding && el("p", { key: "guiding", class: "om-quiet", dir: "auto" }, view.guiding),
      ),
    ),
    el("div", { class: "om-folds", key: "folds" }, ownLabel(view), drawMeanings(view, view.how), drawOther(view)),
  );
}

/** @param {View} view */
function ownLabel({ words, here }) {
  const field = el("input", { do: "say_it", key: `own label ${here}`, type: "text", maxlength: "80", autocomplete: "off", dir: "auto" });
  const label = el("label", { class: "om-choice" }, el("span", {}, words.own_label_hint), field);
  return el("details", { key: "own" }, el("summary", {}, words.own_label), label);
}

/** @param {View} view */
function drawMessage(view) {
  return el(
    "div",
    { class: "om-body", key: view.state },
    view.progress && el("h3", { key: "progress" }, view.progress),
    el("p", { class: "om-card", key: "message", dir: "auto" }, view.text),
    view.lines && el("ul", { class: "om-placed", key: "lines" }, view.lines.map((/** @type {string} */ line) => el("li", {}, line))),
    view.closing && el("p", { key: "closing" }, view.closing),
    view.think && el("div", { class: "om-stack", key: "think" }, el("p", {}, view.think[0]), el("p", { class: "om-quiet" }, view.think[1])),
    drawButtons(view),
    drawChoices(view),
  );
}

/** @param {View} view */
function drawButtons(view) {
  const buttons = view.buttons.map((/** @type {View} */ one) => button(one.text, one.do, { class: one.main ? "om-main" : null }));
  return el("div", { class: "om-row", key: "buttons" }, buttons);
}

/** @param {View} view @param {View} frame @returns {HTMLElement} */
function draw(view, frame) {
  return drawBefore(view) ?? (view.state === "card" ? drawCard(view, frame) : drawMessage(view));
}

/** @param {{model: import("../base.js").Model, el: HTMLElement}} given */
function render({ model, el: host }) {
  /** @type {Painter | null} */
  let paint = null;
  let before = model.get("view").here;
  const screen = mount(model, host, draw, {
    gather: (message) => (["place", "propose"].includes(message.do) ? { ...message, at: selectedWords(screen.root) } : message),
    drawn: (view) => {
      paint?.clear();
      const text = textOf(host)?.firstElementChild?.firstChild;
      for (const mark of view.marks ?? []) paint?.add({ ...mark, node: text instanceof Text ? text : null });
      if (view.here !== before || view.state !== "card") hush();
      before = view.here;
    },
  });
  paint = new Painter(screen.root);
  guardText(screen.root, screen.redraw);
  screen.redraw();
  return () => {
    paint?.stop();
    screen.stop();
  };
}

export default { render };
