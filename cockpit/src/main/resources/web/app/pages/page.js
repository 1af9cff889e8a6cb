import { Element } from '../element.js';

/** What all pages are: an element that is drawn again when a person chooses another portfolio, zone or theme. */
export class Page extends Element {
  static properties = { item: { attribute: false }, query: { attribute: false } };

  /** What the address names behind the page's name, or null. */
  item = null;

  /** What the address narrows the page to. */
  query = {};

  #redraw = () => this.requestUpdate();

  connectedCallback() {
    super.connectedCallback();
    addEventListener('settings', this.#redraw);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('settings', this.#redraw);
  }
}
