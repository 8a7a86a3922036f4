// Making elements: text only ever becomes a text node, and what is pressed or filled in carries its gesture.

/**
 * @typedef {Record<string, any>} View Plain data made by Python.
 * @typedef {Record<string, string | boolean | null | undefined | View>} Attributes `with` holds plain data, the rest text.
 * @typedef {Node | string | null | undefined | false} Child
 */

const FOCUSABLE = "button, select, textarea, input, summary, a, [tabindex], [contenteditable]";

/**
 * Make an element. `value` sets the value of a field, `with` is what goes along with a gesture (`do`).
 * @param {string} tag
 * @param {Attributes} attributes
 * @param {...(Child | Child[])} children
 * @returns {HTMLElement}
 */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "do" || name === "key" || name === "field") node.setAttribute(`data-${name}`, String(value));
    else if (name === "with") node.setAttribute("data-with", JSON.stringify(value));
    else if (name === "value" && tag !== "option") node.setAttribute("data-value", String(value));
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  if (tag === "button") node.setAttribute("type", "button");
  if (node.matches(FOCUSABLE)) node.setAttribute("data-lm-suppress-shortcuts", "true");
  for (const child of children.flat()) {
    if (child !== null && child !== undefined && child !== false && child !== "") node.append(child);
  }
  if (isField(node)) node.value = node.dataset.value ?? "";
  return node;
}

/**
 * A button that reports a gesture.
 * @param {string} text
 * @param {string} what The gesture's name.
 * @param {Attributes} more
 * @param {...(Child | Child[])} children Shown after the text.
 */
export function button(text, what, more = {}, ...children) {
  const key = more.key ?? `${what} ${JSON.stringify(more.with ?? "")}`;
  return el("button", { do: what, ...more, key }, el("span", { class: "om-text" }, text), ...children);
}

/**
 * A choice from a list, with its label above it.
 * @param {{label: string, value: string, options: [string, string][]}} choice
 * @param {string} what The gesture's name; it gets the chosen `value`.
 * @param {Attributes} more
 */
export function choice({ label, value, options }, what, more = {}) {
  const list = options.map(([id, text]) => el("option", { value: id }, text));
  const key = more.key ?? `${what} ${JSON.stringify(more.with ?? "")}`;
  return el(
    "label",
    { class: "om-choice", key: `label ${key}` },
    el("span", {}, label),
    el("select", { do: what, value, ...more, key }, list),
  );
}

/** @param {Element} node @returns {node is HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} */
export function isField(node) {
  return node instanceof HTMLInputElement || node instanceof HTMLSelectElement || node instanceof HTMLTextAreaElement;
}

/**
 * The element of our root with this key.
 * @param {HTMLElement} root
 * @param {string} key
 * @returns {HTMLElement | null}
 */
export function byKey(root, key) {
  return root.querySelector(`[data-key="${CSS.escape(key)}"]`);
}
