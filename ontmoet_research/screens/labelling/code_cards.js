// Kaartjes: one piece, its labels, and what one can say about it.

import { mount } from "../base.js";
import { button, el } from "../elements.js";
import { aloudButton, hush } from "../read_aloud.js";
import {
  Painter,
  drawBefore,
  drawChoices,
  drawFamilies,
  drawOptions,
  guardText,
  labelButton,
  noteField,
  piece,
  selectedWords,
  textBox,
  textOf,
} from "./labelling.js";

/** @typedef {import("../elements.js").View} View */

/** @param {View} view @param {View} frame */
function drawCard(view, frame) {
  const labels = view.labels.map((/** @type {View} */ label) =>
    el("li", { class: "om-stack", key: label.id }, labelButton(label), drawOptions(label.choices)),
  );
  const answers = view.answers.map((/** @type {View} */ one) =>
    el(
      "li",
      { key: one.do },
      button(one.text, one.do, { class: "om-wide om-answer", "aria-pressed": String(one.pressed) }, one.more && el("span", { class: "om-more" }, one.more)),
    ),
  );
  const placed = view.placed.map((/** @type {string} */ text) => el("li", {}, text));
  return el(
    "div",
    { class: "om-body", key: "card" },
    el(
      "div",
      { class: "om-pair", key: "pair" },
      el(
        "div",
        { class: "om-column om-left", key: "left" },
        el("h3", { key: "progress" }, view.progress),
        view.guiding && el("p", { key: "guiding", dir: "auto" }, view.guiding),
        textBox(view.text_label, { class: "om-reading om-card", "data-start": "true" }, piece(view.here, view.text)),
        aloudButton(view.text, frame.aloud),
        placed.length > 0 && el("ul", { class: "om-placed", key: "placed" }, placed),
      ),
      el(
        "div",
        { class: "om-column om-right", key: "right" },
        el("p", { class: "om-quiet", key: "how" }, view.how),
        drawFamilies(view),
        el("ul", { class: "om-stack", key: "labels" }, labels),
        el("ul", { class: "om-stack", key: "answers" }, answers),
      ),
      el("div", { class: "om-column", key: "end" }, view.note.coding_id && noteField(view.note), drawButtons(view)),
    ),
    drawChoices(view),
  );
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
