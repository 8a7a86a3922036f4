// Hearing a text in the browser's own Dutch voice: a button that starts and stops. It never starts by itself, and
// without a Dutch voice there is no button.

import { el } from "./elements.js";

/** @typedef {import("./elements.js").View} View */

let speaking = "";

/** @returns {SpeechSynthesisVoice | undefined} A voice on this computer goes before one of a server. */
function dutchVoice() {
  const voices = window.speechSynthesis?.getVoices().filter(({ lang }) => /^nl\b/i.test(lang)) ?? [];
  return voices.find((voice) => voice.localService);
}

/**
 * The button that reads this text aloud; null when this person wants none or when there is no Dutch voice.
 * @param {string} text
 * @param {{start: string, stop: string} | null | undefined} words
 * @returns {HTMLElement | null}
 */
export function aloudButton(text, words) {
  if (!words || !text.trim() || !dutchVoice()) return null;
  const on = speaking === text;
  const label = el("span", { class: "om-text" }, on ? words.stop : words.start);
  return el("button", { class: "om-aloud", key: "aloud", "data-aloud": text }, label);
}

/**
 * Let the buttons in this root start and stop the voice.
 * @param {HTMLElement} root
 * @param {() => void} redraw
 * @returns {() => void} Ends it, and the voice with it.
 */
export function followAloud(root, redraw) {
  const click = (/** @type {MouseEvent} */ { target }) => {
    const pressed = target instanceof Element ? target.closest("[data-aloud]") : null;
    if (pressed instanceof HTMLElement) turn(pressed.dataset.aloud ?? "", redraw);
  };
  const still = () => hush();
  root.addEventListener("click", click);
  window.speechSynthesis?.addEventListener?.("voiceschanged", redraw); // voices come a moment after the page
  window.addEventListener("pagehide", still);
  return () => {
    root.removeEventListener("click", click);
    window.speechSynthesis?.removeEventListener?.("voiceschanged", redraw);
    window.removeEventListener("pagehide", still);
    hush();
  };
}

/** Stop the voice, for instance because another text came on the screen. */
export function hush() {
  if (!speaking) return;
  speaking = "";
  window.speechSynthesis.cancel();
}

/** @param {string} text @param {() => void} redraw */
function turn(text, redraw) {
  const again = speaking === text;
  hush();
  const voice = dutchVoice();
  if (again || !voice) return redraw();
  const said = new SpeechSynthesisUtterance(text);
  said.voice = voice;
  said.lang = voice.lang;
  said.onend = said.onerror = () => {
    if (speaking !== text) return;
    speaking = "";
    redraw();
  };
  speaking = text;
  window.speechSynthesis.speak(said);
  redraw();
}
