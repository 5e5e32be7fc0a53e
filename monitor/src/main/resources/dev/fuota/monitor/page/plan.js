// What a campaign would cost and how likely it is to work, by redundancy and by fragment size.

import { LineChart } from './chart.js';
import { el, setText, uniqueId } from './dom.js';
import { refusal } from './dialogs.js';
import { duration, number, octets, percent } from './format.js';

const SCALES = {
  redundancy: { name: 'Redundancy', of: (point) => point.redundancy, format: percent },
  fragSize: { name: 'Fragment size', of: (point) => point.fragSize, format: (size) => `${number(size)} octets`, tick: number },
};

const QUANTITIES = [
  { title: 'Devices that succeed', of: (point) => point.success, y: { format: percent, max: 1 } },
  { title: 'Air time', of: (point) => point.airTime, y: { format: duration, seconds: true } },
  { title: 'Duration', of: (point) => point.duration, y: { format: duration, seconds: true } },
];

/** `pick(name, text)` is called with 'redundancy' or 'frag_size' and its value as a parameter is written. */
export class PlanView {
  constructor(pick) {
    this.figures = el('dl', { class: 'facts' });
    this.redundancy = new Curves(SCALES.redundancy, (share) => pick('redundancy', `${Math.round(share * 1000) / 10}%`));
    this.fragSize = new Curves(SCALES.fragSize, (size) => pick('frag_size', String(size)));
    this.forms = el('p', { class: 'quiet' });
    this.refused = el('div');
    this.node = el('div', { hidden: true }, this.figures, this.forms, this.refused, this.redundancy.node, this.fragSize.node);
  }

  show(plan) {
    this.node.hidden = false;
    this.plan = plan;
    setText(this.forms, plan.forms.map(({ form, version, octets: size, devices }) =>
      `${form}${version ? ` to ${version}` : ''}: ${octets(size)} for ${number(devices)} devices`).join(' · '));
    this.refused.replaceChildren(...(plan.refused.length === 0 ? []
      : [refusal({ message: `${number(plan.refused.length)} devices cannot take part`, devices: plan.refused })]));
    this.redundancy.show(plan.curves, plan.redundancy, (point) => this.#tell(point));
    this.fragSize.show(plan.fragSizes, plan.fragSize, (point) => this.#tell(point));
    this.#tell(plan);
  }

  /** Devices that would take part. */
  devices() {
    return this.plan.forms.reduce((sum, { devices }) => sum + devices, 0);
  }

  #tell(point) {
    const facts = {
      Redundancy: percent(point.redundancy),
      Fragments: `${number(point.nbFrag)} of ${number(point.fragSize)} octets`,
      'Devices that succeed': percent(point.success),
      'Air time': duration(point.airTime),
      Duration: duration(point.duration),
      'Energy of a device': `${number(point.energyMilliJoule / 1000)} J`,
    };
    this.figures.replaceChildren(...Object.entries(facts).map(([name, value]) =>
      el('div', {}, el('dt', {}, name), el('dd', {}, value))));
  }
}

/** Three charts over one scale, and the slider that moves along it. */
class Curves {
  #points = [];
  #scale;
  #pick;
  #tell = () => {};

  constructor(scale, pick) {
    const id = uniqueId('slider');
    this.#scale = scale;
    this.#pick = pick;
    this.slider = el('input', { id, type: 'range', min: 0, step: 1, input: () => this.#choose(Number(this.slider.value)) });
    this.value = el('output', { for: id });
    this.charts = QUANTITIES.map(({ title, y }) => new LineChart({
      title,
      x: scale,
      y,
      pick: (x) => this.#choose(this.#points.findIndex((point) => scale.of(point) === x)),
    }));
    this.node = el('section', { 'aria-label': scale.name },
      el('div', { class: 'slider' }, el('label', { for: id }, scale.name), this.slider, this.value),
      el('div', { class: 'charts three' }, this.charts.map(({ node }) => node)));
  }

  show(points, current, tell) {
    this.#tell = tell;
    this.#points = [...points].sort((a, b) => this.#scale.of(a) - this.#scale.of(b));
    this.node.hidden = points.length === 0;
    this.slider.max = Math.max(0, points.length - 1);
    const distance = (i) => Math.abs(this.#scale.of(this.#points[i]) - current);
    this.#mark(this.#points.reduce((best, _, i) => (distance(i) < distance(best) ? i : best), 0));
  }

  #choose(index) {
    if (index >= 0) {
      this.#mark(index);
      this.#tell(this.#points[index]);
      this.#pick(this.#scale.of(this.#points[index]));
    }
  }

  #mark(index) {
    const point = this.#points[index];
    if (point) {
      const at = this.#scale.of(point);
      this.slider.value = index;
      this.slider.setAttribute('aria-valuetext', `${this.#scale.format(at)}: ${percent(point.success)} of the devices succeed`);
      setText(this.value, this.#scale.format(at));
      this.charts.forEach((chart, i) =>
        chart.update(this.#points.map((each) => [this.#scale.of(each), QUANTITIES[i].of(each)]), at));
    }
  }
}
