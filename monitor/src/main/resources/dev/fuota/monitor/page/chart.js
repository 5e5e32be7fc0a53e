// Small line charts as SVG, one quantity each: several below one another are easier to read than one with two scales.

import { el, setText, svg } from './dom.js';

const HEIGHT = 150;
const LEFT = 64;
const RIGHT = 12;
const TOP = 10;
const BOTTOM = 26;

/** Upper ends of an axis of counts, and of one of seconds. */
const COUNTS = [1, 2, 4, 5, 8, 10];
const SECONDS = [1, 10, 20, 30, 60, 120, 240, 600, 1200, 1800, 3600, 7200, 14400, 28800, 43200, 86400, 172800];

/**
 * A chart of points [x, y]. `x` is {format, tick?}, `y` {format, max?, seconds?}; update(points, marked) draws, `marked`
 * is the x of a vertical line. `pick(x)`, where given, is called with the x of the point that was clicked.
 */
export class LineChart {
  #x;
  #y;
  #points = [];
  #marked = null;
  #width = 0;

  constructor({ title, x, y, pick }) {
    this.#x = x;
    this.#y = y;
    this.drawing = svg('svg', { role: 'img', 'aria-label': title, height: HEIGHT });
    this.caption = el('span', { class: 'quiet' });
    this.node = el('figure', { class: pick ? 'chart pickable' : 'chart' },
      el('figcaption', {}, el('b', {}, title), ' ', this.caption), this.drawing);
    this.#listen(pick);
    new ResizeObserver(() => this.#resize()).observe(this.node);
  }

  #listen(pick) {
    this.drawing.addEventListener('pointermove', (event) => this.#say(this.#nearest(event.offsetX)));
    this.drawing.addEventListener('pointerleave', () => this.#say(this.#markedPoint()));
    if (pick) {
      this.drawing.addEventListener('click', (event) => {
        const point = this.#nearest(event.offsetX);
        if (point) {
          pick(point[0]);
        }
      });
    }
  }

  update(points, marked = null) {
    this.#points = points;
    this.#marked = marked;
    this.#draw();
  }

  #resize() {
    if (this.node.clientWidth !== this.#width) {
      this.#width = this.node.clientWidth;
      this.#draw();
    }
  }

  #scales() {
    const xs = this.#points.map(([x]) => x);
    const xFrom = Math.min(...xs);
    const xTo = Math.max(...xs, xFrom + 1e-9);
    const yTo = this.#y.max ?? ceiling(Math.max(...this.#points.map(([, y]) => y), 1), this.#y.seconds);
    const right = this.#width - RIGHT;
    return {
      xFrom,
      xTo,
      yTo,
      toX: (x) => LEFT + ((x - xFrom) / (xTo - xFrom)) * (right - LEFT),
      toY: (y) => HEIGHT - BOTTOM - (y / yTo) * (HEIGHT - BOTTOM - TOP),
    };
  }

  #draw() {
    if (this.#width < LEFT + RIGHT + 40) {
      return;
    }
    this.drawing.setAttribute('width', this.#width);
    this.drawing.setAttribute('viewBox', `0 0 ${this.#width} ${HEIGHT}`);
    if (this.#points.length === 0) {
      this.drawing.replaceChildren(svg('text', { x: LEFT, y: HEIGHT / 2 }, 'Nothing yet'));
      return;
    }
    const scales = this.#scales();
    this.drawing.replaceChildren(...this.#axes(scales), this.#line(scales), ...this.#mark(scales));
    this.#say(this.#markedPoint());
  }

  #axes({ xFrom, xTo, yTo, toX, toY }) {
    const rows = [0, 0.5, 1].map((share) => share * yTo);
    const columns = [0, 0.25, 0.5, 0.75, 1].map((share) => xFrom + share * (xTo - xFrom));
    return [
      ...rows.flatMap((y) => [
        svg('line', { class: 'grid', x1: LEFT, x2: this.#width - RIGHT, y1: toY(y), y2: toY(y) }),
        svg('text', { x: LEFT - 6, y: toY(y) + 4, 'text-anchor': 'end' }, this.#y.format(y)),
      ]),
      ...columns.map((x, i) => svg('text', {
        x: toX(x), y: HEIGHT - 8, 'text-anchor': ['start', 'middle', 'middle', 'middle', 'end'][i],
      }, (this.#x.tick ?? this.#x.format)(x))),
    ];
  }

  #line({ toX, toY }) {
    const path = this.#points.map(([x, y], i) =>
      `${i === 0 ? 'M' : 'L'}${toX(x).toFixed(1)} ${toY(y).toFixed(1)}`).join('');
    return svg('path', { class: 'line', d: path });
  }

  #mark({ toX, toY }) {
    const point = this.#markedPoint();
    return point === undefined || this.#marked === null ? [] : [
      svg('line', { class: 'mark', x1: toX(point[0]), x2: toX(point[0]), y1: TOP, y2: HEIGHT - BOTTOM }),
      svg('circle', { class: 'mark', cx: toX(point[0]), cy: toY(point[1]), r: 4 }),
    ];
  }

  #markedPoint() {
    return this.#marked === null ? this.#points.at(-1) : closest(this.#points, this.#marked);
  }

  #nearest(offset) {
    if (this.#points.length === 0) {
      return undefined;
    }
    const { xFrom, xTo } = this.#scales();
    return closest(this.#points, xFrom + ((offset - LEFT) / (this.#width - RIGHT - LEFT)) * (xTo - xFrom));
  }

  #say(point) {
    setText(this.caption, point
      ? `${this.#y.format(point[1])} at ${this.#x.format(point[0])}` : '');
  }
}

function closest(points, x) {
  return points.reduce((best, point) =>
    (best === undefined || Math.abs(point[0] - x) < Math.abs(best[0] - x) ? point : best), undefined);
}

/** The end of an axis that holds `value` and halves well. */
function ceiling(value, seconds) {
  const time = seconds && SECONDS.find((step) => step >= value);
  const power = 10 ** Math.floor(Math.log10(value));
  return time || COUNTS.map((step) => step * power).find((step) => step >= value);
}
