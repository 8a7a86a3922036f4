// Lezen: the whole note with labels over each other, what lies on the words at those words, and the labels to choose from.

import { mount } from "../base.js";
import { button, el } from "../elements.js";
import { aloudButton } from "../read_aloud.js";
import { AT_ONCE, Codings, drawCodings, drawHere, fill, windowAround } from "./coding_list.js";
import {
  Painter,
  drawBefore,
  drawFamilies,
  drawMeanings,
  drawOther,
  guardText,
  labelButton,
  piece,
  selectedWords,
  textBox,
  textOf,
} from "./labelling.js";

/**
 * @typedef {import("../elements.js").View} View
 * @typedef {import("./coding_list.js").Coding} Coding
 * @typedef {[number, number] | null} Spot Place of a piece in the note and a position in it.
 */

/**
 * The middle of the screen: the text, which runs on down the page, and the labels, which stay in view beside or under it.
 * @param {View} view
 * @param {{line: string, box: HTMLElement | false, list: HTMLElement, total: string, aloud: HTMLElement | null}} drawn
 */
function drawNote(view, { line, box, list, total, aloud }) {
  const labels = view.labels.map((/** @type {View} */ label) =>
    el("li", { key: label.id }, labelButton({ ...label, meaning: "" })),
  );
  const finish = view.finish ? button(view.finish, "finish", { class: "om-main" }) : el("p", {}, view.finished);
  return el(
    "div",
    { class: "om-body", key: "note" },
    el("h3", { key: "title" }, view.title),
    view.guiding && el("p", { key: "guiding", dir: "auto" }, view.guiding),
    el("p", { class: "om-quiet", key: "how" }, view.how),
    el(
      "div",
      { class: "om-folds", key: "folds" },
      el("details", { key: "list" }, el("summary", {}, total), list),
      drawMeanings(view),
      drawOther(view),
    ),
    el(
      "div",
      { class: "om-columns", key: "columns" },
      el(
        "div",
        { class: "om-text-column", key: "left" },
        textBox(view.text_label, { "data-keep": "true" }),
        el("p", { class: "om-here om-aside", key: "here", "aria-live": "polite" }, line),
        box,
      ),
      el(
        "div",
        { class: "om-column om-right om-label-column", key: "labels" },
        drawFamilies(view),
        el("ul", { class: "om-labels", key: "labels" }, labels, el("li", { key: "propose" }, button(view.propose, "propose"))),
        aloud,
      ),
    ),
    el("div", { key: "finish" }, finish),
  );
}

/** The screen as it is open in one place on the page. */
class Reading {
  /** @type {(Text | null)[]} The text node of each piece; none for a closed one. */
  nodes = [];
  /** @type {View | null} The text that the nodes show. */
  text = null;
  /** The note that the codings belong to. */
  source = "";
  /** Where the list of fifty starts. */
  first = 0;
  /** @type {Spot} Where the caret is, or where someone looks who came from the list. */
  caret = null;
  /** @type {Spot} */
  mouse = null;
  /** @type {MouseEvent | null} */
  moved = null;
  /** @type {IntersectionObserver | undefined} */
  watcher;
  /** Whether what lies at the words is to be brought into view. */
  reveal = false;

  /** @param {import("../base.js").Model} model @param {HTMLElement} host */
  constructor(model, host) {
    this.model = model;
    this.host = host;
    this.paint = new Painter(host);
    this.codings = new Codings(this.paint, (place) => this.nodes[place] ?? null);
    this.screen = mount(model, host, (view, frame) => this.draw(view, frame), {
      gather: (message) => this.gather(message),
      drawn: () => this.drawn(),
      told: (content) => this.hear(content),
    });
    guardText(this.screen.root, () => this.fillText(true));
    this.follow();
    model.on("change:text", this.retext);
  }

  /** @returns {{spot: Spot, found: Coding[]}} What lies at the caret, otherwise under the mouse. */
  here() {
    for (const spot of [this.caret, this.mouse]) {
      const found = spot ? this.codings.at(...spot) : [];
      if (found.length) return { spot, found };
    }
    return { spot: null, found: [] };
  }

  /** @param {View} view @param {View} frame */
  draw(view, frame) {
    const before = drawBefore(view);
    if (before) return before;
    const { spot, found } = this.here();
    const { words } = view;
    const { codes } = this.codings;
    const labels = found.map((one) => fill(words.here_one, { label: codes[one.code].label, by: one.by }));
    // The piece with the caret is the one to hear.
    const piece = this.nodes[this.caret?.[0] ?? 0]?.data ?? "";
    return drawNote(view, {
      line: labels.length ? fill(words.here, { labels: labels.join(", ") }) : words.here_none,
      box: spot !== null && drawHere(this.codings, found, words, this.under(spot)),
      list: drawCodings(this.codings, words, { first: this.first, here: new Set(found.map((one) => one.id)) }),
      total: fill(words.labels_list, { total: this.codings.all().length }),
      aloud: aloudButton(piece, frame.aloud),
    });
  }

  /**
   * Where something stands that belongs under these words.
   * @param {[number, number]} spot
   */
  under([place, at]) {
    const node = this.nodes[place];
    const column = textOf(this.host)?.parentElement;
    if (!node || !column) return "";
    const words = rangeAround(node, at).getBoundingClientRect();
    const frame = column.getBoundingClientRect();
    const zoom = column.currentCSSZoom ?? 1; // large letters
    return `--left: ${(words.left - frame.left) / zoom}px; --under: ${(words.bottom - frame.top) / zoom}px`;
  }

  drawn() {
    this.fillText();
    if (this.reveal) this.host.querySelector(".om-at-words")?.scrollIntoView({ block: "nearest" });
    this.reveal = false;
  }

  /** Put the text on the screen, once for each note: all that comes after are marks on it. */
  fillText(again = false) {
    const box = textOf(this.host);
    const text = this.model.get("text");
    if (!box || (this.text === text && box.firstChild && !again)) return;
    const same = !again && this.text?.source_id === text.source_id;
    if (text.source_id !== this.source) this.belongTo(text.source_id);
    if (!same) [this.first, this.caret, this.mouse] = [0, null, null];
    this.text = text;
    /** @type {HTMLElement[]} */
    const fresh = text.blocks.map((/** @type {[string, string, string]} */ [id, kind, words]) =>
      piece(id, words, `om-piece om-far om-${kind}`),
    );
    const blocks = same ? keepInSight(box, () => putInPlace(box, fresh)) : fresh;
    if (!same) box.replaceChildren(...blocks);
    this.nodes = blocks.map(({ dataset, firstChild }) => (dataset.piece && firstChild instanceof Text ? firstChild : null));
    this.watch(blocks);
    whenIdle(() => {
      blocks.forEach((block) => block.classList.remove("om-far"));
      if (this.here().spot) this.screen.renew();
    });
  }

  /** The words of the note are others now. All codings come anew with it, as a whole: their places can be others too. */
  retext = () => this.fillText();

  /**
   * Paint what is in sight or within one height of the window above or below it.
   * @param {HTMLElement[]} blocks
   */
  watch(blocks) {
    this.watcher?.disconnect();
    this.codings.forgetPaint();
    const places = new Map(blocks.map((block, place) => [/** @type {Element} */ (block), place]));
    const react = (/** @type {IntersectionObserverEntry} */ { target, isIntersecting }) => {
      const place = places.get(target) ?? -1;
      if (isIntersecting) this.codings.show(place);
      else this.codings.hide(place);
    };
    // JupyterLab scrolls in a box of its own, which has a margin of its own.
    const near = /** @type {any} */ ({ rootMargin: "100%", scrollMargin: "100%" });
    this.watcher = new IntersectionObserver((seen) => seen.forEach(react), near);
    for (const block of blocks) this.watcher.observe(block);
  }

  /**
   * What Python sent: codings that changed, and which one was placed just now. After one's own step an answer follows,
   * which redraws; what others placed comes without.
   * @param {View} content
   */
  hear(content) {
    if (content.changed) {
      this.takeCodings(content);
      this.drawSoon();
    }
    const placed = this.codings.get(content.placed ?? "");
    if (placed) this.standAt(endOf(placed));
  }

  drawSoon = onceAFrame(() => this.screen.renew());

  /**
   * Labels of one note never lie on the words of another, whichever of the two comes first.
   * @param {string} source
   */
  belongTo(source) {
    this.source = source;
    this.codings.clear();
  }

  /** @param {View} content */
  takeCodings(content) {
    if (content.source_id !== this.source) {
      this.belongTo(content.source_id);
      if (this.text?.source_id !== this.source) this.nodes = []; // its text is still on its way
    }
    const top = this.codings.all()[this.first]?.id;
    if (content.whole) this.codings.clear();
    this.codings.take(/** @type {any} */ (content));
    // What comes in above the part of the list that is shown must not push that part away.
    const place = this.first > 0 ? this.codings.all().findIndex((coding) => coding.id === top) : 0;
    this.first = Math.max(0, place < 0 ? Math.min(this.first, this.codings.all().length - 1) : place);
  }

  /**
   * Looking around in the list needs no Python; a label goes with the selected words.
   * @param {View} message
   */
  gather(message) {
    if (message.do === "place" || message.do === "propose") return { ...message, at: selectedWords(this.host) };
    if (message.do === "earlier") this.first = Math.max(0, this.first - AT_ONCE);
    else if (message.do === "later") this.first += AT_ONCE;
    else if (message.do === "open_coding") this.lookAt(message.coding_id);
    else return message;
    this.screen.redraw();
    return null;
  }

  /** @param {[number, number]} spot */
  standAt(spot) {
    this.caret = spot;
    this.first = windowAround(this.codings.all(), spot, this.first);
    this.reveal = true;
  }

  /**
   * Go to the words of a coding in the list: what can be done with it stands there.
   * @param {string} id
   */
  lookAt(id) {
    const coding = this.codings.get(id);
    const box = textOf(this.host);
    const { node, from } = coding ? this.codings.spans(coding)[0] : { node: null, from: 0 };
    if (!coding || !box || !node) return;
    this.standAt(endOf(coding));
    box.focus({ preventScroll: true });
    document.getSelection()?.collapse(node, from);
    const scroller = scrollerOf(box);
    const above = scroller === document.scrollingElement ? 0 : scroller.getBoundingClientRect().top;
    scroller.scrollTop += rangeAround(node, from).getBoundingClientRect().top - above - scroller.clientHeight / 4;
  }

  /** Follow caret and mouse: what lies there is told, and shown in the list. */
  follow() {
    document.addEventListener("selectionchange", this.followCaret);
    for (const name of ["mousemove", "mouseleave"]) {
      this.screen.root.addEventListener(name, (event) => {
        this.moved = /** @type {MouseEvent} */ (event);
        this.followMouse();
      });
    }
    this.screen.root.addEventListener("keydown", ({ key }) => {
      if (key === "Escape") this.redrawIfOther(() => ([this.caret, this.mouse] = [null, null]));
      if (document.activeElement === textOf(this.host)) this.uncover();
    });
    window.addEventListener("resize", this.reflow);
    const foot = this.screen.root.querySelector(".om-foot");
    this.footed = new ResizeObserver(([{ target }]) => {
      this.screen.root.style.setProperty("--foot", `${/** @type {HTMLElement} */ (target).offsetHeight}px`);
    });
    if (foot) this.footed.observe(foot);
    for (const name of ["mouseover", "focusin"]) this.screen.root.addEventListener(name, (event) => this.point(event));
    this.screen.root.addEventListener("mouseleave", () => this.paint.emphasise([]));
  }

  followCaret = onceAFrame(() => {
    const selection = document.getSelection();
    const spot = spotOf(this.nodes, selection?.focusNode ?? null, selection?.focusOffset ?? 0);
    if (!spot) return;
    this.redrawIfOther(() => {
      this.caret = spot;
      this.first = windowAround(this.codings.all(), spot, this.first);
    });
  });

  /** Someone walks through the text by keyboard: no bar that stays in view may hide where they are. */
  uncover = onceAFrame(() => {
    const { focusNode, focusOffset } = document.getSelection() ?? {};
    const box = textOf(this.host);
    if (!(focusNode instanceof Text) || !box?.contains(focusNode)) return;
    const caret = rangeAround(focusNode, focusOffset ?? 0).getBoundingClientRect();
    const bars = [...this.screen.root.querySelectorAll(".om-foot, .om-label-column")].map((bar) => bar.getBoundingClientRect());
    const over = bars.filter((bar) => bar.left <= caret.left && caret.left <= bar.right && bar.top < caret.bottom);
    if (over.length) scrollerOf(box).scrollTop += caret.bottom - Math.min(...over.map((bar) => bar.top)) + 8;
  });

  followMouse = onceAFrame(() => {
    const at = this.moved?.target;
    if (at instanceof Element && at.closest(".om-at-words")) return; // on the way to a button there
    const over = this.moved && textOf(this.host)?.contains(/** @type {Node} */ (at)) ? this.moved : null;
    this.redrawIfOther(() => {
      this.mouse = over && spotOf(this.nodes, ...caretFrom(over.clientX, over.clientY));
    });
  });

  /** The words stand elsewhere now. */
  reflow = onceAFrame(() => this.here().spot && this.screen.renew());

  /** @param {() => void} move */
  redrawIfOther(move) {
    const seen = () => [this.first, this.caret?.[0], ...this.here().found.map((coding) => coding.id)].join();
    const before = seen();
    move();
    if (seen() !== before) this.screen.redraw();
  }

  /**
   * Show in the text the words of the list item under the mouse or with the focus.
   * @param {Event} event
   */
  point(event) {
    const item = event.target instanceof Element ? event.target.closest("[data-coding]") : null;
    const coding = item instanceof HTMLElement ? this.codings.get(item.dataset.coding ?? "") : undefined;
    this.paint.emphasise(coding ? this.codings.spans(coding) : []);
  }

  stop() {
    document.removeEventListener("selectionchange", this.followCaret);
    window.removeEventListener("resize", this.reflow);
    this.model.off("change:text", this.retext);
    this.watcher?.disconnect();
    this.footed?.disconnect();
    this.paint.stop();
    this.screen.stop();
  }
}

/** @param {{model: import("../base.js").Model, el: HTMLElement}} given */
function render({ model, el: host }) {
  const reading = new Reading(model, host);
  return () => reading.stop();
}

/**
 * Piece and position of a place in the page; null outside the text.
 * @param {(Text | null)[]} nodes
 * @param {Node | null} node
 * @param {number} offset
 * @returns {Spot}
 */
function spotOf(nodes, node, offset) {
  const place = node instanceof Text ? nodes.indexOf(node) : -1;
  return place < 0 ? null : [place, offset];
}

/** @param {number} x @param {number} y @returns {[Node | null, number]} */
function caretFrom(x, y) {
  const found = document.caretPositionFromPoint?.(x, y);
  if (found) return [found.offsetNode, found.offset];
  const range = document.caretRangeFromPoint?.(x, y);
  return range ? [range.startContainer, range.startOffset] : [null, 0];
}

/** The last letter of a coding, or of its first piece. @param {Coding} coding @returns {[number, number]} */
function endOf({ parts: [[place, , to]] }) {
  return [place, to - 1];
}

/**
 * The letter at a position, or the last one before the end.
 * @param {Text} node
 * @param {number} at
 */
function rangeAround(node, at) {
  const range = document.createRange();
  const from = Math.max(0, Math.min(at, node.length - 1));
  range.setStart(node, from);
  range.setEnd(node, Math.min(node.length, from + 1));
  return range;
}

/**
 * What scrolls when someone reads on: the page, or in JupyterLab the notebook.
 * @param {HTMLElement} box
 * @returns {Element}
 */
function scrollerOf(box) {
  for (let around = box.parentElement; around; around = around.parentElement) {
    const scrolls = ["auto", "scroll"].includes(getComputedStyle(around).overflowY);
    if (scrolls && around.scrollHeight > around.clientHeight) return around;
  }
  return document.scrollingElement ?? document.documentElement;
}

/**
 * Put these pieces in the text, and leave every piece alone that is the same as before: the selection, the caret and
 * what is painted there stay. Gives the pieces as they stand there now.
 * @param {HTMLElement} box
 * @param {HTMLElement[]} fresh
 * @returns {HTMLElement[]}
 */
function putInPlace(box, fresh) {
  const look = (/** @type {Element} */ node) => [node.getAttribute("data-piece"), kindOf(node), node.textContent].join("\n");
  /** @type {Map<string, HTMLElement[]>} */
  const known = new Map();
  for (const old of /** @type {HTMLElement[]} */ ([...box.children])) known.set(look(old), [...(known.get(look(old)) ?? []), old]);
  const wanted = fresh.map((block) => known.get(look(block))?.shift() ?? block);
  const staying = new Set(wanted);
  for (const old of [...box.children]) if (!staying.has(/** @type {HTMLElement} */ (old))) old.remove();
  wanted.forEach((block, place) => {
    if (box.children[place] !== block) box.insertBefore(block, box.children[place] ?? null);
  });
  return wanted;
}

/** @param {Element} node */
function kindOf(node) {
  return [...node.classList].find((name) => name.startsWith("om-") && name !== "om-piece" && name !== "om-far") ?? "";
}

/**
 * Do something with the text while what someone looks at keeps its place on the screen: the piece with the caret when
 * it is in sight, otherwise the first one in sight that stays.
 * @template T
 * @param {HTMLElement} box
 * @param {() => T} work
 * @returns {T}
 */
function keepInSight(box, work) {
  const scroller = /** @type {HTMLElement} */ (scrollerOf(box));
  const page = scroller === document.scrollingElement;
  const { top, bottom } = page ? { top: 0, bottom: window.innerHeight } : scroller.getBoundingClientRect();
  const caret = document.getSelection()?.focusNode ?? null;
  const places = [...box.children]
    .map((block) => ({ block, at: block.getBoundingClientRect().top, end: block.getBoundingClientRect().bottom }))
    .filter(({ at, end }) => end > top && at < bottom)
    .sort((one, other) => Number(other.block.contains(caret)) - Number(one.block.contains(caret)));
  scroller.style.setProperty("overflow-anchor", "none"); // a browser that anchors by itself would do it twice
  const done = work();
  const stayed = places.find(({ block }) => box.contains(block));
  if (stayed) scroller.scrollTop += stayed.block.getBoundingClientRect().top - stayed.at;
  requestAnimationFrame(() => scroller.style.removeProperty("overflow-anchor"));
  return done;
}

/** @param {() => void} work */
function whenIdle(work) {
  if (window.requestIdleCallback) window.requestIdleCallback(work, { timeout: 500 });
  else window.setTimeout(work, 100); // Safari
}

/** @param {() => void} work */
function onceAFrame(work) {
  let planned = false;
  return () => {
    if (planned) return;
    planned = true;
    requestAnimationFrame(() => {
      planned = false;
      work();
    });
  };
}

export default { render };
