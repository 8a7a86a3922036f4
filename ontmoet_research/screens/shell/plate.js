// The name plate: who is at work and the way back. In the app it also keeps the address of the page.

import { button, byKey, el } from "../elements.js";

/** @typedef {import("../elements.js").View} View */

/** @param {View} view */
function drawPlate(view) {
  const back = view.back && button(view.back, "go", { with: { door: "" }, key: "back", class: "om-back" });
  const who =
    view.you &&
    el("div", { class: "om-who" }, el("span", {}, view.you), button(view.leave, "leave", { key: "leave", class: "om-plain" }));
  return [back || "", who || ""];
}

/** Forget what the person before was typing in this tab. */
function forgetDrafts() {
  try {
    for (const name of Object.keys(window.sessionStorage)) {
      if (name.startsWith("ontmoet ")) window.sessionStorage.removeItem(name);
    }
  } catch {
    // A browser that forbids it keeps nothing either.
  }
}

/** @param {{model: import("../base.js").Model, el: HTMLElement}} given */
function render({ model, el: host }) {
  const app = document.body.dataset.ontmoet === "app";
  const root = el("div", { class: "ontmoet-plate", lang: "nl" });
  const line = el("p", { class: "om-wait", role: "status" });
  host.append(root, line);
  let who = model.get("view").who;

  const draw = () => {
    const view = model.get("view");
    const focus = document.activeElement;
    const kept = focus instanceof HTMLElement && root.contains(focus) ? focus.dataset.key : "";
    root.dataset.text = view.text;
    root.replaceChildren(...drawPlate(view));
    if (kept) byKey(root, kept)?.focus();
    line.textContent = "";
    if (who && view.who !== who) forgetDrafts();
    who = view.who;
    if (app) keepAddress(view);
  };
  const onClick = (/** @type {MouseEvent} */ event) => {
    const from = event.target instanceof Element ? event.target.closest("button[data-do]") : null;
    if (!(from instanceof HTMLElement)) return;
    line.textContent = model.get("view").wait;
    model.send({ do: from.dataset.do, ...JSON.parse(from.dataset.with ?? "{}") });
  };
  const onKey = (/** @type {KeyboardEvent} */ event) => event.stopPropagation();
  const onBack = () => model.send({ do: "go", door: location.hash.slice(1) });
  const hear = (/** @type {View} */ content) => {
    if (content.wait) line.textContent = content.wait;
    else if ("answer" in content) line.textContent = "";
    if (content.swapped) arrive(host, app);
  };
  root.addEventListener("click", onClick);
  root.addEventListener("keydown", onKey);
  model.on("change:view", draw);
  model.on("msg:custom", hear);
  if (app) window.addEventListener("popstate", onBack);
  draw();
  return () => {
    window.removeEventListener("popstate", onBack);
    model.off("change:view", draw);
    model.off("msg:custom", hear);
  };
}

/**
 * The address of the page says which door this is, so that back, reload and a link work.
 * @param {View} view
 */
function keepAddress({ door, title }) {
  document.title = title;
  if (location.hash.slice(1) === door) return;
  const first = location.hash === "" || location.search !== "";
  history[first ? "replaceState" : "pushState"]({}, "", `${location.pathname}#${door}`);
}

/**
 * Another screen stands under the plate: bring the plate into view, and the focus to the title of the screen.
 * @param {HTMLElement} host
 * @param {boolean} app
 */
function arrive(host, app) {
  requestAnimationFrame(() => {
    const around = app ? document.getElementById("screen") : host.closest(".jp-OutputArea-output, .lm-Widget, body");
    const title = around?.querySelector(".ontmoet-root h2");
    if (title instanceof HTMLElement) {
      title.setAttribute("tabindex", "-1");
      title.focus({ preventScroll: true });
    }
    host.scrollIntoView({ block: "start" });
  });
}

export default { render };
