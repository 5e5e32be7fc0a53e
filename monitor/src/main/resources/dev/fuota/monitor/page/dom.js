// Elements without markup: whatever a server or a device says becomes text, never HTML.

const SVG = 'http://www.w3.org/2000/svg';

/** An element. Attributes whose value is null, undefined or false are left out; functions become listeners. */
export function el(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** The same for drawings. */
export function svg(tag, attributes, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (typeof value === 'function') {
      node.addEventListener(name, value);
    } else if (value !== null && value !== undefined && value !== false) {
      node.setAttribute(name, value === true ? '' : value);
    }
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

/** Writes only what changed: a selection or a screen reader's place in the text stays. */
export function setText(node, text) {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}

/** Pieces of a word that may be broken between them. */
export const breakable = (pieces) => pieces.flatMap((piece, i) => (i === 0 ? [piece] : [el('wbr'), piece]));

let ids = 0;

/** An id for the links between a field and what describes it. */
export function uniqueId(prefix) {
  ids += 1;
  return `${prefix}-${ids}`;
}

/** A table with a caption and column heads; rows are arrays of texts or nodes, the first cell heads its row. */
export function table(caption, heads, rows) {
  return el('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': caption },
    el('table', {},
      el('caption', { class: 'hidden' }, caption),
      el('thead', {}, el('tr', {}, heads.map((head) => el('th', { scope: 'col' }, head)))),
      el('tbody', {}, rows.map(tableRow))));
}

function tableRow(cells) {
  return el('tr', {}, cells.map((cell, i) =>
    i === 0 ? el('th', { scope: 'row' }, cell) : el('td', {}, cell)));
}
