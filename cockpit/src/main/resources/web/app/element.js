import { LitElement } from 'lit';

/**
 * What all elements are here: one that renders into the document itself, so that one style sheet, the browser's search
 * and assistive technology see all of it.
 */
export class Element extends LitElement {
  createRenderRoot() {
    return this;
  }

  /** A field that gives a property its first value hides the accessor by which Lit notices changes; not here. */
  connectedCallback() {
    for (const name of this.constructor.elementProperties.keys()) {
      if (Object.hasOwn(this, name)) {
        const value = this[name];
        delete this[name];
        this[name] = value;
      }
    }
    super.connectedCallback();
  }
}
