// The heat map of devices × stages: a canvas with a pointer, a keyboard and a voice.

import { breakable, el, setText, uniqueId } from './dom.js';
import { OUTCOMES, STATES, humps, number, plural, stageName } from './format.js';
import { GAP, GUTTER, HeatDrawing, OVERVIEW } from './heatdraw.js';
import { SHOWN } from './matrix.js';

const HEIGHT_MAX = 480; // CSS pixels, as all lengths here
const ROW_MAX = 24;
const ROWS_MIN = 4;
const ZOOM = 1.5;

const HELP = 'Arrow keys move between devices and stages, Page Up and Page Down by a screen, + and − zoom, 0 shows all, '
  + 'Enter opens the device. With the mouse: the wheel scrolls, Ctrl and wheel zoom, a double click opens.';

const KEYS = {
  ArrowUp: (map) => map.moveFocus(-1, 0),
  ArrowDown: (map) => map.moveFocus(1, 0),
  ArrowLeft: (map) => map.moveFocus(0, -1),
  ArrowRight: (map) => map.moveFocus(0, 1),
  PageUp: (map) => map.moveFocus(-map.page(), 0),
  PageDown: (map) => map.moveFocus(map.page(), 0),
  Home: (map) => map.moveFocus(-Infinity, 0),
  End: (map) => map.moveFocus(Infinity, 0),
  '+': (map) => map.zoom(1 / ZOOM),
  '=': (map) => map.zoom(1 / ZOOM),
  '-': (map) => map.zoom(ZOOM),
  0: (map) => map.zoom(Infinity),
  Enter: (map) => map.openFocused(),
};

export class HeatMap {
  #matrix;
  #open;
  #top = 0; // rows above what is seen
  #span = 1; // rows seen
  #focus = { device: -1, column: 0 };
  #hover = null;
  #changed = true;
  #frame = 0;

  /** `open(eui)` shows a device. */
  constructor(matrix, open) {
    this.#matrix = matrix;
    this.#open = open;
    this.#build();
    this.drawing = new HeatDrawing(this.canvas);
    this.#span = this.#spanMax();
    this.observer = new ResizeObserver(() => this.#resize());
    this.observer.observe(this.canvas);
    this.scheme = matchMedia('(prefers-color-scheme: dark)');
    this.onScheme = () => {
      this.drawing.recolour();
      this.#draw(true);
    };
    this.scheme.addEventListener('change', this.onScheme);
  }

  close() {
    this.observer.disconnect();
    this.scheme.removeEventListener('change', this.onScheme);
    cancelAnimationFrame(this.#frame);
  }

  #build() {
    const help = el('p', { id: uniqueId('help'), class: 'hint' }, HELP);
    this.canvas = el('canvas', {
      tabindex: 0,
      role: 'application',
      'aria-roledescription': 'heat map',
      'aria-label': 'Heat map of devices and stages',
      'aria-describedby': help.id,
      keydown: (event) => this.#onKey(event),
      wheel: (event) => this.#onWheel(event),
      pointermove: (event) => this.#onPointer(event),
      pointerleave: () => this.#setHover(null),
      pointerdown: (event) => this.#onPress(event),
      dblclick: () => this.openFocused(),
      focus: () => this.moveFocus(0, 0),
      blur: () => this.#draw(false),
    });
    this.readout = el('p', { class: 'readout' });
    this.voice = el('p', { class: 'hidden', 'aria-live': 'polite' });
    this.heads = el('div', { class: 'heat-heads', role: 'group', 'aria-label': 'Sort the heat map' }, this.#headButtons());
    this.heads.style.gridTemplateColumns =
      `${GUTTER}px repeat(${this.#matrix.stages.length + 1}, minmax(0, 1fr)) ${OVERVIEW + GAP}px`;
    this.node = el('div', { class: 'heat' }, this.#controls(), this.heads, this.canvas,
      el('div', { class: 'heat-foot' }, this.readout, legend()), this.voice, help);
  }

  #headButtons() {
    const { stages, arrangement } = this.#matrix;
    const sorts = [['eui', 'Device EUI'], ...stages.map((stage, i) => [i, stageName(stage)]), ['outcome', 'Outcome']];
    return sorts.map(([sort, words]) => el('button', {
      type: 'button',
      'aria-pressed': String(sort === arrangement.sort),
      title: `Sort by ${words}`,
      click: (event) => {
        this.heads.querySelectorAll('button').forEach((button) =>
          button.setAttribute('aria-pressed', String(button === event.currentTarget)));
        this.#arrange({ sort });
      },
    }, breakable(humps(words))));
  }

  #controls() {
    const zoomButton = (sign, words, factor) =>
      el('button', { type: 'button', 'aria-label': words, title: words, click: () => this.zoom(factor) }, sign);
    this.count = el('span', { class: 'quiet', role: 'status' });
    return el('div', { class: 'heat-controls' },
      el('label', {}, 'EUI contains ', el('input', {
        type: 'search', size: 18, spellcheck: 'false', autocomplete: 'off',
        input: (event) => this.#arrange({ text: event.target.value }),
      })),
      el('label', {}, 'Show ', el('select', {
        change: (event) => this.#arrange({ show: event.target.value }),
      }, Object.entries(SHOWN).map(([value, { words }]) => el('option', { value }, words)))),
      this.count,
      el('span', { class: 'push buttons' }, zoomButton('−', 'Zoom out', ZOOM), zoomButton('+', 'Zoom in', 1 / ZOOM),
        zoomButton('All', 'Show all', Infinity)));
  }

  #arrange(change) {
    this.#matrix.arrange({ ...this.#matrix.arrangement, ...change });
    this.#top = 0;
    this.#span = this.#spanMax();
    this.#resize();
  }

  /** Changes that came from the server. What is in focus stays in focus, wherever its row goes. */
  apply(diff) {
    this.#change(() => this.#matrix.apply(diff));
  }

  /** All anew, of the same campaign: the stages are the same. */
  replace(matrix) {
    this.#change(() => {
      matrix.arrange(this.#matrix.arrangement);
      this.#matrix = matrix;
    });
  }

  #change(change) {
    const seesAll = this.#span >= this.#spanMax();
    change();
    this.#span = seesAll ? this.#spanMax() : this.#span;
    this.#clampView();
    this.#draw(true);
  }

  page() {
    return Math.max(1, Math.floor(this.#span) - 1);
  }

  #height() {
    return Math.min(HEIGHT_MAX, Math.max(ROWS_MIN, this.#matrix.order.length) * ROW_MAX);
  }

  #spanMin() {
    return this.#height() / ROW_MAX;
  }

  #spanMax() {
    return Math.max(this.#matrix.order.length, this.#spanMin());
  }

  /** Zooms about the middle of what is seen, or about the row at `anchor` (0..1). */
  zoom(factor, anchor = 0.5) {
    const fixed = this.#top + this.#span * anchor;
    this.#span = Math.min(Math.max(this.#span * factor, this.#spanMin()), this.#spanMax());
    this.#top = fixed - this.#span * anchor;
    this.#clampView();
    this.#draw(true);
  }

  #clampView() {
    this.#span = Math.min(this.#span, this.#spanMax());
    this.#top = Math.max(0, Math.min(this.#top, this.#matrix.order.length - this.#span));
  }

  moveFocus(rows, columns) {
    const { order, stages } = this.#matrix;
    if (order.length === 0) {
      return;
    }
    const before = Math.max(0, order.indexOf(this.#focus.device));
    const row = Math.min(Math.max(before + rows, 0), order.length - 1);
    const column = Math.min(Math.max(this.#focus.column + columns, 0), stages.length);
    this.#focus = { device: order[row], column };
    if (row < this.#top || row + 1 > this.#top + this.#span) {
      this.#top = row < this.#top ? row : row + 1 - this.#span;
      this.#clampView();
    }
    setText(this.voice, this.#words(this.#focus));
    this.#draw(true);
  }

  openFocused() {
    if (this.#focus.device >= 0) {
      this.#open(this.#matrix.devices[this.#focus.device]);
    }
  }

  #words({ device, column }) {
    const { devices, stages, outcome } = this.#matrix;
    return column < stages.length
      ? `${devices[device]}, ${stageName(stages[column])}: ${STATES[this.#matrix.state(device, column)].words}`
      : `${devices[device]}, outcome: ${OUTCOMES[outcome[device]].words}`;
  }

  #onKey(event) {
    const act = event.ctrlKey || event.altKey || event.metaKey ? undefined : KEYS[event.key];
    if (act) {
      event.preventDefault();
      act(this);
    }
  }

  #onWheel(event) {
    if (event.ctrlKey) {
      event.preventDefault();
      this.zoom(event.deltaY > 0 ? ZOOM : 1 / ZOOM, event.offsetY / this.#height());
      return;
    }
    const before = this.#top;
    this.#top += (event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? ROW_MAX : 1) * this.#span) / this.#height();
    this.#clampView();
    if (this.#top !== before) {
      event.preventDefault(); // at its ends the wheel scrolls the page again
      this.#draw(true);
    }
  }

  #at(event) {
    const { order, stages } = this.#matrix;
    const row = Math.floor(this.#top + (event.offsetY / this.#height()) * this.#span);
    const column = this.drawing.columns(stages.length + 1).findIndex(({ to }) => event.offsetX < to);
    return row >= 0 && row < order.length && event.offsetX >= GUTTER && column >= 0 ? { device: order[row], column } : null;
  }

  #onPointer(event) {
    if (event.buttons === 1 && event.offsetX > this.canvas.clientWidth - OVERVIEW - GAP) {
      this.#top = (event.offsetY / this.#height()) * this.#matrix.order.length - this.#span / 2;
      this.#clampView();
      this.#draw(true);
    } else {
      this.#setHover(this.#at(event));
    }
  }

  #onPress(event) {
    this.#focus = this.#at(event) ?? this.#focus;
    this.#onPointer(event);
  }

  #setHover(at) {
    this.#hover = at;
    this.#draw(false);
  }

  #resize() {
    this.drawing.resize(this.#height());
    this.#clampView();
    this.#draw(true);
  }

  #draw(changed) {
    this.#changed ||= changed;
    this.#frame ||= requestAnimationFrame(() => this.#drawNow());
  }

  #drawNow() {
    this.#frame = 0;
    const focus = document.activeElement === this.canvas ? this.#focus : null;
    this.drawing.draw(this.#matrix,
      { top: this.#top, span: this.#span, height: this.#height(), hover: this.#hover, focus }, this.#changed);
    this.#changed = false;
    const { order, devices } = this.#matrix;
    setText(this.count, order.length === devices.length
      ? plural(devices.length, 'device') : `${number(order.length)} of ${plural(devices.length, 'device')}`);
    const at = this.#hover ?? (this.#focus.device >= 0 ? this.#focus : null);
    setText(this.readout, at ? this.#words(at) : 'Point at a cell to see its device.');
  }
}

function legend() {
  return el('ul', { class: 'legend', 'aria-label': 'Colours' }, STATES.slice(1).map(({ key, sign, words }) =>
    el('li', {}, el('span', { class: `swatch ${key}`, 'aria-hidden': 'true' }, sign), words)));
}
