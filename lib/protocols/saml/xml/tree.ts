import { XmlElement, XmlText } from "libxml2-wasm";

/** An element as plain values: it outlives its native document. */
export interface Element {
  name: string;
  namespace: string;
  /** Attributes without a namespace by their name, others as `{namespace}name`. */
  attributes: ReadonlyMap<string, string>;
  children: readonly Element[];
  /** The text directly inside, without that of children. */
  text: string;
}

/** Copies an element and everything in it out of the native document. */
export function readTree(native: XmlElement): Element {
  const children: Element[] = [];
  let text = "";
  for (let child = native.firstChild; child !== null; child = child.next) {
    if (child instanceof XmlElement) children.push(readTree(child));
    else if (child instanceof XmlText) text += child.content;
    // The parser returns nothing else; should that ever change, it must not go unnoticed.
    else throw new TypeError("A node that is neither element nor text");
  }
  const attributes = new Map<string, string>();
  for (const attribute of native.attrs) {
    const namespace = attribute.namespaceUri;
    attributes.set(namespace ? `{${namespace}}${attribute.name}` : attribute.name, attribute.value);
  }
  return { name: native.name, namespace: native.namespaceUri, attributes, children, text };
}

export const isNamed = (element: Element, namespace: string, name: string): boolean =>
  element.name === name && element.namespace === namespace;

export function childrenNamed(element: Element, namespace: string, name: string): Element[] {
  return element.children.filter((child) => isNamed(child, namespace, name));
}

export function childNamed(element: Element, namespace: string, name: string): Element | null {
  return element.children.find((child) => isNamed(child, namespace, name)) ?? null;
}

export const attributeOf = (element: Element, name: string): string | null =>
  element.attributes.get(name) ?? null;

/** The element children of a native element, in order. */
export function nativeChildren(native: XmlElement): XmlElement[] {
  const children: XmlElement[] = [];
  for (let child = native.firstChild; child !== null; child = child.next) {
    if (child instanceof XmlElement) children.push(child);
  }
  return children;
}

export const isNativeNamed = (native: XmlElement, namespace: string, name: string): boolean =>
  native.name === name && native.namespaceUri === namespace;
