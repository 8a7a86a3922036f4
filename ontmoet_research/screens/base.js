// What all screens share in the browser: redrawing without losing focus, reporting gestures, the frame around a screen.
// Nothing here knows a rule or holds a sentence. Text only ever becomes a text node (`elements.js`).

import { button, byKey, el, isField } from "./elements.js";
import { followAloud } from "./read_aloud.js";

/** @typedef {import("./elements.js").View} View */

/**
 * @typedef {object} Model The widget's model, as anywidget gives it.
 * @property {(name: string) => any} get
 * @property {(name: string, react: (...args: any[]) => void) => void} on
 * @property {(name: string, react: (...args: any[]) => void) => void} off
 * @property {(content: any) => void} send
 *
 * @typedef {object} Mounted
 * @property {HTMLElement} root
 * @property {HTMLElement} body
 * @property {(message: View) => void} send Report a gesture: {do: name, ...}.
 * @property {() => void} redraw
 * @property {() => void} renew Draw again for news that this person did not ask for: not while they are typing.
 * @property {() => void} stop
 *
 * @typedef {object} Hooks
 * @property {(message: View, from: HTMLElement) => View | null} [gather] Add to a gesture what only the page knows;
 *   null means that it was dealt with here.
 * @property {(view: View) => void} [drawn] Called after each drawing.
 * @property {(content: View) => void} [told] Called for messages of Python.
 */

const PATIENCE_MS = 8000;
const BUSY_MS = 500;
/** Fields that hold what a person is typing and Python does not know yet: no drawing touches these. */
const typing = new WeakSet();
/** Fields of which the last words were reported, and not answered yet: an earlier answer does not bring old words back. */
const told = new WeakSet();
/** @type {WeakMap<Element, string>} By field: what stood in it before this person began to type. */
const before = new WeakMap();

/**
 * Whether a field holds words of this person that Python does not know yet, or did not answer to.
 * @param {Element} field
 */
export function isAhead(field) {
  return typing.has(field) || told.has(field);
}

/**
 * Make `old` look like `fresh`, keeping every node that can stay: focus, caret and selection survive a redraw. What is
 * inside an element with `data-keep` is left alone: the screen fills it itself.
 * @param {HTMLElement} old
 * @param {HTMLElement} fresh
 * @param {boolean} mayType False while an answer is awaited: then a field that has the focus keeps what is in it.
 */
export function patch(old, fresh, mayType = true) {
  // Whether a part is folded open is up to the person; what has the focus stays where the focus can be.
  const ours = (/** @type {Attr} */ { name }) =>
    !(name === "open" && old.tagName === "DETAILS") && !(name === "tabindex" && old === document.activeElement) &&
    !(name === "type" && old.dataset.do === "fill"); // dots that someone had shown stay shown
  for (const { name } of [...old.attributes].filter(ours)) if (!fresh.hasAttribute(name)) old.removeAttribute(name);
  for (const { name, value } of [...fresh.attributes].filter(ours)) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  if (!fresh.dataset.keep) patchChildren(old, fresh, mayType);
  if (mayType) told.delete(old);
  if (isField(old) && !typing.has(old) && (mayType || !(told.has(old) || document.activeElement === old))) {
    const wanted = old.dataset.value ?? "";
    if (old.value !== wanted) old.value = wanted;
    before.set(old, wanted);
  }
}

/**
 * @param {HTMLElement} old
 * @param {HTMLElement} fresh
 * @param {boolean} mayType
 */
function patchChildren(old, fresh, mayType) {
  const keyed = new Map([...old.children].map((child) => [keyOf(child), child]));
  /** @type {Node | null} */
  let place = old.firstChild;
  for (const wanted of [...fresh.childNodes]) {
    const key = keyOf(wanted);
    /** @type {Node | null | undefined} */
    const found = key ? keyed.get(key) : place;
    if (!found || !sameKind(found, wanted)) {
      old.insertBefore(wanted, place);
      continue;
    }
    if (found === place) place = place.nextSibling;
    else old.insertBefore(found, place);
    if (found instanceof HTMLElement && wanted instanceof HTMLElement) patch(found, wanted, mayType);
    else if (found.nodeValue !== wanted.nodeValue) found.nodeValue = wanted.nodeValue;
  }
  while (place) {
    const next = place.nextSibling;
    place.parentNode?.removeChild(place);
    place = next;
  }
}

/** @param {Node} a @param {Node} b */
function sameKind(a, b) {
  return a.nodeName === b.nodeName && keyOf(a) === keyOf(b);
}

/** @param {Node} node */
function keyOf(node) {
  return node instanceof HTMLElement ? node.dataset.key : undefined;
}

/**
 * Put a screen on the page: the frame around it, gestures, the status line.
 * @param {Model} model
 * @param {HTMLElement} host
 * @param {(view: View, frame: View) => HTMLElement} draw Makes the middle of the screen from the view.
 * @param {Hooks} hooks
 * @returns {Mounted}
 */
export function mount(model, host, draw, hooks = {}) {
  return new Frame(model, host, draw, hooks);
}

/** @implements {Mounted} */
class Frame {
  root = el("div", { class: "ontmoet-root", lang: "nl", tabindex: "-1" });
  body = el("div", { class: "om-body" });
  top = el("div", { class: "om-top" });
  bar = el("div", { class: "om-bar" });
  line = el("p", { class: "om-status", role: "status" });
  help = el("div", { class: "om-help" });
  /** @type {Map<number, number>} Gestures without an answer yet, each with its timer. */
  waiting = new Map();
  count = 0;
  /** What Python calls this one of the places that show the screen. */
  view = Math.random().toString(36).slice(2);
  /** Whether there is news to draw when this person stops typing. */
  later = false;
  /** What Python told of how far it is, while a gesture has no answer yet. */
  howFar = "";
  /** @type {string | undefined} What the screen was about at the last answer. */
  at;
  /** @type {string | undefined} What stood in view at the last answer, beside what the screen is about. */
  shown;

  /**
   * @param {Model} model
   * @param {HTMLElement} host
   * @param {(view: View, frame: View) => HTMLElement} draw
   * @param {Hooks} hooks
   */
  constructor(model, host, draw, hooks) {
    this.model = model;
    this.draw = draw;
    this.hooks = hooks;
    this.root.append(this.top, this.body, el("div", { class: "om-foot" }, this.bar, this.line), this.help);
    host.append(this.root);
    listen(this.root, this.send, hooks);
    /** @type {[string, (content: any) => void][]} */
    this.reactions = [
      ["change:view", () => this.renew()],
      ["change:frame", () => this.redrawFrame()],
      ["change:status", () => this.restate()],
      ["msg:custom", (content) => this.hear(content)],
    ];
    for (const [what, react] of this.reactions) model.on(what, react);
    this.redrawFrame();
    this.redraw();
    this.restate();
    this.root.addEventListener("focusout", () => this.later && this.renew());
    this.endAloud = followAloud(this.root, () => this.redraw());
    this.send({ do: "screen_opened", view: this.view });
  }

  send = (/** @type {View} */ message) => {
    this.count += 1;
    this.model.send({ ...message, n: this.count });
    window.setTimeout(this.sayBusy, BUSY_MS, this.count);
    this.waiting.set(this.count, this.beginPatience());
  };

  /** No limit for the person: this only says that the kernel may be gone, so that nobody clicks in vain. */
  beginPatience() {
    const say = () => this.say(this.model.get("frame").no_answer, "trouble");
    return window.setTimeout(say, PATIENCE_MS);
  }

  /** Say how far it is; whoever tells that is not gone. @param {string} told */
  sayHowFar(told) {
    this.howFar = told;
    this.say(told, "plain");
    for (const [count, timer] of this.waiting) {
      window.clearTimeout(timer);
      this.waiting.set(count, this.beginPatience());
    }
  }

  /** Say that the kit is busy when a gesture has no answer yet, so that nobody clicks or types again. */
  sayBusy = (/** @type {number} */ count) => {
    if (this.waiting.has(count) && !this.howFar) this.say(this.model.get("frame").busy ?? "", "plain");
  };

  redraw = () => {
    const kept = document.activeElement;
    const key = kept instanceof HTMLElement && this.root.contains(kept) ? kept.dataset.key : undefined;
    const view = this.model.get("view");
    patch(this.body, el("div", { class: "om-body" }, this.draw(view, this.model.get("frame"))), this.waiting.size === 0);
    if (key && !this.root.contains(document.activeElement)) {
      (byKey(this.root, key) ?? this.root).focus({ preventScroll: true });
    }
    this.hooks.drawn?.(view);
  };

  renew = () => {
    const at = document.activeElement;
    this.later = this.waiting.size === 0 && at !== null && this.root.contains(at) && typing.has(at);
    if (!this.later) this.redraw();
  };

  redrawFrame() {
    const frame = this.model.get("frame");
    Object.assign(this.root.dataset, frame.look);
    patch(this.top, drawTop(frame));
    patch(this.bar, el("div", { class: "om-bar" }, frame.undo && button(frame.undo, "undo", { class: "om-plain" })));
    patch(this.help, drawHelp(frame));
  }

  /** @param {string} text @param {string} tone */
  say(text, tone) {
    this.line.dataset.tone = tone;
    this.line.textContent = text;
  }

  /** Say again what Python said last. */
  restate() {
    const { text, tone } = this.model.get("status");
    this.say(text ?? "", tone ?? "plain");
  }

  /** @param {View} content */
  hear(content) {
    if (content.answer !== undefined) {
      window.clearTimeout(this.waiting.get(content.answer));
      this.waiting.delete(content.answer);
      const { no_answer: late, busy } = this.model.get("frame");
      const said = this.line.textContent;
      if (said === late || (!this.waiting.size && (said === busy || said === this.howFar))) this.restate();
      if (!this.waiting.size) this.howFar = "";
      this.redraw();
      this.arrive();
    }
    if (content.wait) this.sayHowFar(content.wait);
    if (content.who_is_there) this.send({ do: "still_here", view: this.view });
    this.hooks.told?.(content);
  }

  /** After a step of this person that leads to something else: bring the beginning of that into view, with the focus. */
  arrive() {
    const { at } = this.model.get("view");
    const before = this.at;
    this.at = at;
    if (before !== undefined && before !== at) toStart(this.root, this.body);
    const { show } = this.model.get("view");
    if (before !== undefined && show && show !== this.shown) {
      this.body.scrollIntoView({ block: "end" });
      this.body.querySelector("[data-show]")?.scrollIntoView({ block: "nearest" });
    }
    this.shown = show;
  }

  stop = () => {
    this.endAloud();
    try {
      this.model.send({ do: "screen_closed", view: this.view });
    } catch {
      // The kernel is gone, and what it followed with it.
    }
    for (const [what, react] of this.reactions) this.model.off(what, react);
    for (const timer of this.waiting.values()) window.clearTimeout(timer);
  };
}

/**
 * Go to where something begins: what is marked so, otherwise the first heading or text to read.
 * @param {HTMLElement} root
 * @param {HTMLElement} body
 */
function toStart(root, body) {
  const first = body.querySelector("[data-start]") ?? body.querySelector("h3, .om-marked") ?? root;
  if (!(first instanceof HTMLElement)) return;
  if (!first.hasAttribute("tabindex")) first.setAttribute("tabindex", "-1");
  document.getSelection()?.removeAllRanges();
  first.focus({ preventScroll: true });
  (first.closest("[data-view]") ?? (first.dataset.start ? root : first)).scrollIntoView({ block: "start" });
}

/**
 * Report gestures. Every button, list and field with `data-do` takes part.
 * @param {HTMLElement} root
 * @param {(message: View) => void} send
 * @param {Hooks} hooks
 */
function listen(root, send, hooks) {
  /** @param {HTMLElement} from @param {View} more */
  const report = (from, more) => {
    const message = { do: from.dataset.do, ...JSON.parse(from.dataset.with ?? "{}"), ...more };
    const whole = hooks.gather ? hooks.gather(message, from) : message;
    if (whole) send(whole);
  };
  root.addEventListener("click", (event) => {
    const from = event.target instanceof Element ? event.target.closest("button[data-do]") : null;
    if (!(from instanceof HTMLElement && root.contains(from))) return;
    if ("handsOver" in from.dataset) closeFields(root);
    report(from, {});
  });
  root.addEventListener("change", (event) => {
    const from = event.target;
    if (from instanceof HTMLElement && isField(from) && from.dataset.do) {
      typing.delete(from);
      const was = from.dataset.do === "fill" && !(from instanceof HTMLSelectElement) ? { was: before.get(from) } : {};
      before.set(from, from.value);
      told.add(from);
      report(from, { [from.dataset.field ?? "value"]: from.value, ...was });
    }
  });
  // What Python puts in a field while someone types on in it, and what they type: it joins both from what stood there.
  root.addEventListener("focusin", ({ target }) => {
    if (target instanceof Element && isField(target) && !typing.has(target)) before.set(target, target.value);
    if (target instanceof HTMLElement && isField(target)) requestAnimationFrame(() => uncoverField(root, target));
  });
  root.addEventListener("input", ({ target }) => {
    if (target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.dataset.do)) typing.add(target);
  });
  // A click on a button must not take the selection in the text away.
  root.addEventListener("mousedown", (event) => {
    const pressed = event.target instanceof Element ? event.target.closest("button") : null;
    if (!pressed) return;
    event.preventDefault();
    pressed.focus({ preventScroll: true });
  });
  root.addEventListener("keydown", (event) => {
    event.stopPropagation(); // JupyterLab's keys cut and delete cells
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") event.preventDefault();
  });
}

/**
 * A browser brings the caret of a field into view, and leaves it behind the bar below.
 * @param {HTMLElement} root
 * @param {HTMLElement} field
 */
function uncoverField(root, field) {
  const bar = root.querySelector(".om-foot")?.getBoundingClientRect().top ?? Infinity;
  if (field.getBoundingClientRect().bottom > bar) field.scrollIntoView({ block: "nearest" });
}

/**
 * Another person comes to sit here: what they type belongs to them, so no field takes a letter until they have theirs.
 * The next drawing opens the fields again.
 * @param {HTMLElement} root
 */
function closeFields(root) {
  for (const field of root.querySelectorAll(".om-body :is(input, textarea)")) field.setAttribute("readonly", "");
}

/**
 * The title, and folded under it what one does here, how long it takes and what happens with it.
 * @param {View} frame
 */
function drawTop(frame) {
  const { person } = frame;
  const who =
    person &&
    el("div", { class: "om-row om-plate" }, el("span", {}, person.you), button(person.leave, "someone_else", { class: "om-plain" }));
  const [first, ...rest] = frame.about;
  if (!first) return el("div", { class: "om-top" }, who, el("h2", {}, frame.title));
  const answers = rest.map((/** @type {View} */ { question, answer }) => el("p", {}, el("strong", {}, question), ` ${answer}`));
  const about = el("details", { class: "om-about" }, el("summary", {}, first.question), el("p", {}, first.answer), answers);
  return el("div", { class: "om-top" }, who, el("h2", {}, frame.title), about);
}

/** @param {View} frame */
function drawHelp(frame) {
  if (frame.help || !frame.ask_help) return el("div", { class: "om-help" }, frame.help && el("p", {}, frame.help));
  const field = el("input", { do: "name_contact", key: "name_contact", type: "text", autocomplete: "off" });
  const ask = el("label", { class: "om-choice" }, el("span", {}, frame.name_help), field);
  return el("div", { class: "om-help" }, el("details", {}, el("summary", {}, frame.ask_help), ask));
}
