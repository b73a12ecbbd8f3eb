// As much of a page as a view needs that only writes to it and listens.

class FakeElement extends EventTarget {
  dataset = {};
  style = { setProperty() {} };
  hidden = false;
  textContent = '';
  value = '';
  children = [];
  #attributes = new Map();
  #found = new Map();

  getAttribute(name) {
    return this.#attributes.get(name) ?? null;
  }

  setAttribute(name, value) {
    this.#attributes.set(name, value);
  }

  append(...children) {
    this.children.push(...children);
  }

  replaceChildren(...children) {
    this.children = children;
  }

  /** Whatever is asked for is there. */
  querySelector(selector) {
    if (!this.#found.has(selector)) this.#found.set(selector, new FakeElement());
    return this.#found.get(selector);
  }

  get firstChild() {
    return this.querySelector('first child');
  }

  get firstElementChild() {
    return this.firstChild;
  }

  contains() {
    return false;
  }

  insertBefore(child) {
    this.children.push(child);
  }

  remove() {}

  focus() {
    document.activeElement = this;
  }

  showModal() {
    this.open = true;
  }

  close() {
    this.open = false;
    this.happens('close');
  }

  happens(type) {
    this.dispatchEvent(new Event(type, { cancelable: true }));
  }
}

export const fakeElement = () => new FakeElement();

/** Takes the place of what a browser has under these names. */
export function installPage() {
  globalThis.document = Object.assign(fakeElement(), {
    hidden: false, activeElement: null, createElement: fakeElement, createElementNS: fakeElement,
  });
  globalThis.IntersectionObserver = class {
    observe() {}
  };
  globalThis.Option = function Option() {
    return fakeElement();
  };
}

/** A window with nothing but an address and a history, whose Back comes when the test says so. */
export function fakeWindow(search = '') {
  const entries = [search];
  const window = {
    entries,
    backs: 0,
    location: { pathname: '/', get search() { return entries.at(-1); } },
    history: {
      pushState: (_, __, url) => entries.push(url.slice(1)),
      replaceState: (_, __, url) => entries.splice(-1, 1, url.slice(1)),
      back: () => window.backs++,
    },
    addEventListener: (_, listener) => { window.popped = listener; },
    pop() {
      entries.pop();
      window.popped();
    },
  };
  return window;
}
