// What stands on the canvas of the heat map: the pixels of paint(), labels, signs, and the marks of pointer and focus.

import { OUTCOMES, STATES, number } from './format.js';
import { paint } from './heatpaint.js';

export const GUTTER = 150; // CSS pixels, as all lengths here
export const OVERVIEW = 14;
export const GAP = 10;
const COLUMN_GAP = 3;
const ROW_WITH_TEXT = 13;
const OUTCOME_AS_STATE = [1, 3, 4]; // running, succeeded, failed share the colours of the states
const WEIGHT = [0, 1, 2, 0, 4, 3]; // in the overview a failure covers a device that waits, that covers a success

export class HeatDrawing {
  #canvas;
  #image = null;
  #ink = null;

  constructor(canvas) {
    this.#canvas = canvas;
    this.context = canvas.getContext('2d', { alpha: false });
  }

  /** To be called when the size of the canvas changed. */
  resize(height) {
    this.#canvas.style.height = `${height}px`;
    this.#canvas.width = Math.round(this.#canvas.clientWidth * devicePixelRatio);
    this.#canvas.height = Math.round(height * devicePixelRatio);
    this.#image = null;
  }

  /** To be called when the colours of the page changed. */
  recolour() {
    this.#ink = null;
  }

  /** From and to of the stages and of the outcome behind them. */
  columns(count) {
    const width = (this.#canvas.clientWidth - GUTTER - OVERVIEW - GAP) / count;
    return Array.from({ length: count }, (_, i) => ({
      from: GUTTER + i * width,
      to: GUTTER + (i + 1) * width - COLUMN_GAP,
    }));
  }

  /** `view` is {top, span, height, hover, focus}; `changed` tells whether pixels are other than last time. */
  draw(matrix, view, changed) {
    const { width, height } = this.#canvas;
    if (width === 0 || height === 0) {
      return;
    }
    this.#ink ??= inkOf(this.#canvas);
    if (changed || this.#image === null) {
      this.#image ??= this.context.createImageData(width, height);
      this.#paint(new Uint32Array(this.#image.data.buffer), matrix, view);
    }
    this.context.putImageData(this.#image, 0, 0);
    this.context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    this.#drawLabels(matrix, view);
    this.#drawMarks(matrix, view);
    this.context.setTransform(1, 0, 0, 1, 0, 0);
  }

  #paint(pixels, { states, stages, outcome, order }, { top, span }) {
    const { width, height } = this.#canvas;
    const colours = this.#ink.states.map(pixelOf);
    const columns = this.columns(stages.length + 1).map(({ from, to }, i) => ({
      from: Math.round(from * devicePixelRatio),
      to: Math.round(to * devicePixelRatio),
      colours,
      of: i < stages.length
        ? (device) => states[device * stages.length + i]
        : (device) => OUTCOME_AS_STATE[outcome[device]],
    }));
    paint(pixels, width, height, { order, top, span }, columns, pixelOf(this.#ink.surface));
    paintOverview(pixels, width, height, order, columns.at(-1));
  }

  #drawLabels(matrix, { top, span, height }) {
    const rowHeight = height / span;
    this.context.font = this.#ink.font;
    this.context.textBaseline = 'middle';
    const end = Math.min(matrix.order.length, top + span);
    if (rowHeight >= ROW_WITH_TEXT) {
      for (let row = Math.floor(top); row < end; row += 1) {
        this.#drawDevice(matrix, matrix.order[row], (row - top + 0.5) * rowHeight);
      }
    } else {
      const step = niceStep(span / 10);
      for (let row = Math.ceil(top / step) * step; row < end; row += step) {
        this.#drawRank(row, (row - top) * rowHeight);
      }
    }
  }

  #drawRank(row, y) {
    this.context.fillStyle = this.#ink.quiet;
    this.context.textAlign = 'right';
    this.context.fillText(number(row === 0 ? 1 : row), GUTTER - 16, Math.max(7, y));
    this.context.fillRect(GUTTER - 10, Math.round(y), 6, 1);
  }

  #drawDevice(matrix, device, y) {
    const { stages, devices, outcome } = matrix;
    this.context.fillStyle = this.#ink.text;
    this.context.textAlign = 'left';
    this.context.fillText(devices[device], 2, y);
    this.context.textAlign = 'center';
    this.columns(stages.length + 1).forEach(({ from, to }, i) => {
      const state = i < stages.length ? matrix.state(device, i) : OUTCOME_AS_STATE[outcome[device]];
      const { sign } = i < stages.length ? STATES[state] : OUTCOMES[outcome[device]];
      this.context.fillStyle = this.#ink.signs[state];
      this.context.fillText(sign, (from + to) / 2, y);
    });
  }

  #drawMarks({ order, stages }, { top, span, height, hover, focus }) {
    const columns = this.columns(stages.length + 1);
    if (span < order.length) {
      const scale = height / order.length;
      this.#frame(this.#canvas.clientWidth - OVERVIEW, top * scale, OVERVIEW, Math.max(6, span * scale), this.#ink.text, 2);
    }
    for (const [at, colour, width] of [[hover, this.#ink.text, 1], [focus, this.#ink.focus, 3]]) {
      const row = at === null ? -1 : order.indexOf(at.device);
      if (row >= 0 && row + 1 > top && row < top + span) {
        const { from, to } = columns[at.column];
        const tall = Math.max(6, height / span);
        const middle = ((row + 0.5 - top) * height) / span;
        this.#frame(from, Math.min(Math.max(0, middle - tall / 2), height - tall), to - from, tall, colour, width);
      }
    }
  }

  #frame(x, y, width, height, colour, line) {
    this.context.strokeStyle = colour;
    this.context.lineWidth = line;
    this.context.strokeRect(x + line / 2, y + line / 2, width - line, height - line);
  }
}

/** A strip at the right end: the outcome of all devices, whatever is zoomed into. */
function paintOverview(pixels, width, height, order, { of, colours }) {
  const from = width - Math.round(OVERVIEW * devicePixelRatio);
  for (let y = 0; y < height && order.length > 0; y += 1) {
    const first = Math.floor((y * order.length) / height);
    const end = Math.min(order.length, Math.ceil(((y + 1) * order.length) / height));
    let state = of(order[first]);
    for (let row = first + 1; row < end; row += 1) {
      const other = of(order[row]);
      state = WEIGHT[other] > WEIGHT[state] ? other : state;
    }
    pixels.fill(colours[state], y * width + from, (y + 1) * width);
  }
}

function niceStep(least) {
  const power = 10 ** Math.ceil(Math.log10(Math.max(1, least)));
  return [power / 5, power / 2, power].find((step) => step >= least && step >= 1) ?? power;
}

/** '#rrggbb' as a pixel of an ImageData: red is the lowest octet. */
function pixelOf(hex) {
  const rgb = Number.parseInt(hex.slice(1), 16);
  return (0xff000000 | ((rgb & 0xff) << 16) | (rgb & 0xff00) | (rgb >> 16)) >>> 0;
}

function inkOf(node) {
  const style = getComputedStyle(node);
  const of = (name) => style.getPropertyValue(name).trim();
  return {
    states: STATES.map(({ key }) => of(`--state-${key}`)),
    signs: STATES.map(({ key }) => of(`--sign-${key}`)),
    surface: of('--surface'),
    text: of('--text'),
    quiet: of('--quiet'),
    focus: of('--focus'),
    font: `12px ${of('--mono')}`,
  };
}
