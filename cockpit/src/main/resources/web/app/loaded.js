import { get } from './api.js';
import { stream } from './stream.js';

/**
 * A resource of the API that an element shows (a Lit controller). It is asked for when the element appears, when its path
 * changes, when one of the events it depends on happens, and every now and then while somebody looks. `state` is
 * `loading`, `ready` or `failed`; what was there stays in `data` when it cannot be refreshed, and `isStale` says so.
 */
export class Loaded {
  state = 'loading';
  data = null;
  problem = null;
  at = null;
  #host;
  #path;
  #events;
  #every;
  #shown = null;
  #running = null;
  #isWanted = false;
  #timer = null;
  #soon = null;
  #listener = () => this.#reloadSoon();
  #looked = () => document.hidden || this.#reloadSoon();

  /**
   * @param host the element
   * @param path gives the path, or null while there is nothing to ask for
   * @param on names of events of the stream after which it is asked for again
   * @param every milliseconds after which it is asked for again in any case
   */
  constructor(host, path, { on = [], every = 30_000 } = {}) {
    this.#host = host;
    this.#path = path;
    this.#events = on;
    this.#every = every;
    host.addController(this);
  }

  get isStale() {
    return this.problem !== null && this.data !== null;
  }

  hostConnected() {
    this.#events.forEach(name => stream.addEventListener(name, this.#listener));
    stream.addEventListener('again', this.#listener);
    document.addEventListener('visibilitychange', this.#looked);
    this.#timer = setInterval(this.#looked, this.#every);
  }

  hostDisconnected() {
    this.#events.forEach(name => stream.removeEventListener(name, this.#listener));
    stream.removeEventListener('again', this.#listener);
    document.removeEventListener('visibilitychange', this.#looked);
    clearInterval(this.#timer);
    clearTimeout(this.#soon);
    this.#soon = null;
    this.#shown = null;
  }

  hostUpdate() {
    const path = this.#path();
    if (path !== this.#shown) {
      this.#shown = path;
      this.state = 'loading';
      this.data = null;
      this.problem = null;
      if (path) {
        this.reload();
      }
    }
  }

  /** Asks again; what is shown stays until the answer is there. While an answer is under way, once more after it. */
  async reload() {
    if (this.#running) {
      this.#isWanted = true;
      return;
    }
    for (this.#isWanted = true; this.#isWanted && this.#shown; ) {
      this.#isWanted = false;
      await this.#ask(this.#shown);
    }
  }

  async #ask(path) {
    this.#running = path;
    let answer;
    try {
      answer = { data: await get(path), problem: null, at: new Date(), state: 'ready' };
    } catch (problem) {
      answer = { problem, state: this.data === null ? 'failed' : 'ready' };
    }
    this.#running = null;
    if (path === this.#shown) {
      Object.assign(this, answer);
      this.#host.requestUpdate();
    }
  }

  /** The next page of a list, added to what is shown until it is asked for anew. */
  async more() {
    const cursor = this.data.next_cursor;
    const separator = this.#shown.includes('?') ? '&' : '?';
    try {
      const next = await get(`${this.#shown}${separator}cursor=${encodeURIComponent(cursor)}`);
      this.data = { ...next, items: [...this.data.items, ...next.items] };
    } catch (problem) {
      this.problem = problem;
    }
    this.#host.requestUpdate();
  }

  /** Many events in a row are one reason. */
  #reloadSoon() {
    this.#soon ??= setTimeout(() => {
      this.#soon = null;
      this.reload();
    }, 150);
  }
}
