// The browser's side of a screen without a kernel (served.py): it puts screens in their places and hands over what comes.
// The app gets messages over a websocket; the tests of a screen hand them over themselves.

/**
 * @typedef {Record<string, any>} Message
 * @typedef {{heard: Record<string, ((value?: any) => void)[]>, traits: Record<string, any>}} Known
 */

export class Client {
  /** @type {Map<string, Known>} The screens that the browser has, by their key. */
  models = new Map();
  /** @type {Map<string, Promise<any>>} The scripts, by kind. */
  scripts = new Map();
  /** @type {Map<string, () => void>} How to take away what stands in each place. */
  standing = new Map();
  /** @type {Promise<void>} Messages are dealt with in the order in which they came. */
  order = Promise.resolve();

  /**
   * @param {(message: Message) => void} send
   * @param {(place: string) => HTMLElement | null} placeOf
   */
  constructor(send, placeOf) {
    this.send = send;
    this.placeOf = placeOf;
  }

  /** @param {Message} message @returns {Promise<void>} */
  take(message) {
    this.order = this.order.then(() => (message.show ? this.show(message) : this.hand(message)));
    return this.order;
  }

  /** @param {Message} message */
  hand({ id, changed, messages }) {
    const known = this.models.get(id);
    if (!known) return;
    const tell = (/** @type {string} */ what, /** @type {any} */ value) =>
      (known.heard[what] ?? []).slice().forEach((react) => react(value));
    for (const message of messages) if (!("answer" in message)) tell("msg:custom", message);
    Object.assign(known.traits, changed);
    for (const name of Object.keys(changed)) tell(`change:${name}`, undefined);
    for (const message of messages) if ("answer" in message) tell("msg:custom", message);
  }

  /** @param {Message} message */
  async show({ show: key, place, kind, traits, script, style }) {
    if (script !== undefined) this.scripts.set(kind, load(script, style));
    const made = await this.scripts.get(kind);
    const host = this.placeOf(place);
    if (!host) return;
    this.standing.get(place)?.();
    host.replaceChildren();
    const known = { heard: {}, traits };
    this.models.set(key, known);
    const stop = made.default.render({ model: this.modelOf(key, known), el: host });
    this.standing.set(place, () => {
      stop?.();
      this.models.delete(key);
    });
  }

  /** Take everything away, as when the kit is gone. */
  clear() {
    this.send = () => {};
    for (const stop of this.standing.values()) stop();
    this.standing.clear();
  }

  /** @param {string} id @param {Known} known */
  modelOf(id, known) {
    return {
      get: (/** @type {string} */ name) => known.traits[name],
      on: (/** @type {string} */ name, /** @type {() => void} */ react) => (known.heard[name] ??= []).push(react),
      off: (/** @type {string} */ name, /** @type {() => void} */ react) => {
        known.heard[name] = (known.heard[name] ?? []).filter((one) => one !== react);
      },
      send: (/** @type {any} */ content) => this.send({ id, content }),
    };
  }
}

/** @param {string} script @param {string} style */
async function load(script, style) {
  const sheet = document.createElement("style");
  sheet.textContent = style;
  document.head.append(sheet);
  const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  try {
    return await import(address);
  } finally {
    URL.revokeObjectURL(address);
  }
}
