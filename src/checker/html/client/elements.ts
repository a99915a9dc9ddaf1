/** Makes elements. Texts only ever become text nodes, never markup. */

type Attributes = Readonly<Record<string, string | number>>;

export function svg(name: string, attributes: Attributes, ...children: (Node | string)[]): SVGElement {
  return filled(document.createElementNS('http://www.w3.org/2000/svg', name), attributes, children);
}

export function html(name: string, attributes: Attributes, ...children: (Node | string)[]): HTMLElement {
  return filled(document.createElement(name), attributes, children);
}

function filled<E extends Element>(element: E, attributes: Attributes, children: (Node | string)[]): E {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

/** The element with this selector, which the page is known to have. */
export function find<E extends Element = HTMLElement>(selector: string, inside: ParentNode = document): E {
  const element = inside.querySelector<E>(selector);
  if (!element) throw new Error(`no ${selector}`);
  return element;
}

/** Replaces each `{name}` in a text. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (all, name) => String(values[name] ?? all));
}
