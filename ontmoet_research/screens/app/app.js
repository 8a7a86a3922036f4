// The socket between the page of the app and its window on the server; when it breaks, it comes back by itself.

import { Client } from "../client.js";

const AGAIN_MS = 1000;
const KEY = "ontmoet-window";
const WHO = "ontmoet-who";
const words = document.body.dataset;
const wait = document.getElementById("wait");
const screen = document.getElementById("screen");
/** @type {WebSocket | null} */
let socket = null;

const client = new Client(
  (message) => {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
  },
  (place) => document.getElementById(place),
);

/** @param {string} name */
const kept = (name) => {
  try {
    return window.sessionStorage.getItem(name) ?? "";
  } catch {
    return "";
  }
};

/** @param {string} name @param {string} value */
const keep = (name, value) => {
  try {
    window.sessionStorage.setItem(name, value);
  } catch {
    // A browser that forbids it: a reload begins anew.
  }
};

/** @param {string} text */
const tell = (text) => {
  if (wait) wait.textContent = text;
  if (screen) screen.inert = text !== "";
};

const connect = () => {
  let opened = false;
  socket = new WebSocket(`${location.origin.replace(/^http/, "ws")}/window`);
  socket.onopen = () => {
    opened = true;
    const arrival = { window: kept(KEY), who: kept(WHO), door: location.hash.slice(1) };
    socket?.send(JSON.stringify({ arrive: arrival }));
  };
  socket.onmessage = async ({ data }) => {
    const message = JSON.parse(data);
    if (message.window) keep(KEY, message.window);
    else if (message.trouble) tell(message.trouble);
    else {
      if (message.place === "plate") keep(WHO, message.traits.view.who);
      if (message.changed?.view?.door !== undefined) keep(WHO, message.changed.view.who);
      await client.take(message);
      if (message.show) tell("");
    }
  };
  socket.onclose = async () => {
    tell(words.gone ?? "");
    if (!opened && (await turnedAway())) return location.reload();
    window.setTimeout(connect, AGAIN_MS);
  };
};

/** Whether the kit answers, but not to us. */
const turnedAway = async () => {
  try {
    return (await fetch(location.pathname, { cache: "no-store" })).status === 403;
  } catch {
    return false;
  }
};

if (location.search) history.replaceState({}, "", location.pathname + location.hash);
connect();
