// The stages of one part as a row of cards, each with what its devices did.

import { breakable, el, setText } from './dom.js';
import { STATES, clock, number, octets, duration, humps, verdict } from './format.js';

const SHOWN = ['answered', 'sent', 'pending', 'timedOut', 'refused'];
const SHORT = { answered: 'answered', sent: 'sent', pending: 'waiting', timedOut: 'timed out', refused: 'refused' };

/** A badge: sign and words, the colour only repeats them. */
export function badge(view) {
  const node = el('span', {});
  const update = (next) => {
    const { tone, sign, words } = verdict(next);
    node.className = `badge ${tone}`;
    setText(node, `${sign} ${words}`);
  };
  update(view);
  return { node, update };
}

/** One part of a campaign. update(part) writes what changed. */
export class PartView {
  #stages;

  constructor(part, alone) {
    this.#stages = part.stages.map((stage) => new StageCard(stage));
    this.badge = badge(part);
    this.facts = el('dl', { class: 'facts' });
    this.node = el('section', { class: 'part', 'aria-label': alone ? 'Stages' : `Stages of ${part.name}` },
      alone ? null : el('h3', {}, part.name, ' ', this.badge.node),
      el('ol', { class: 'stages' }, this.#stages.map(({ node }) => node)), this.facts);
    this.update(part);
  }

  update(part) {
    this.badge.update(part);
    const current = part.stages.findIndex(({ stage }) => stage === part.stage);
    part.stages.forEach((stage, i) => this.#stages[i]?.update(stage, i, current, part));
    const facts = Object.entries(factsOf(part)).filter(([, value]) => value !== null);
    if (this.facts.childElementCount !== facts.length) {
      this.facts.replaceChildren(...facts.map(([name]) => el('div', {}, el('dt', {}, name), el('dd', {}))));
    }
    facts.forEach(([, value], i) => setText(this.facts.children[i].lastChild, value));
  }
}

function factsOf(part) {
  return {
    Network: part.network ?? null,
    Group: part.mcAddr || null,
    Form: part.form || null,
    Wave: part.wave ? String(part.wave) : null,
    Round: part.round ? String(part.round) : null,
    'Devices listen from': part.sessionStart ? clock(part.sessionStart) : null,
    'Air time': part.airTime
      ? `${duration(part.airTime.multicast)} multicast, ${duration(part.airTime.unicast)} unicast` : null,
    Octets: part.octets ? octets(part.octets) : null,
    Verdict: part.sentence || null,
  };
}

class StageCard {
  constructor({ stage, label, number: place }) {
    this.counts = SHOWN.map((key) => el('span', { class: `count ${key}` }));
    this.segments = SHOWN.map((key) => el('span', { class: `segment ${key}` }));
    this.fragments = el('span', { hidden: true });
    this.when = el('span', { class: 'quiet' });
    this.node = el('li', {},
      el('span', { class: 'stage-number quiet' }, place > 0 ? `Stage ${place}` : 'Afterwards'),
      el('b', { class: 'stage-name' }, breakable(humps(label || stage))),
      el('span', { class: 'bar', 'aria-hidden': 'true' }, this.segments),
      this.fragments, el('span', { class: 'counts' }, this.counts), this.when);
  }

  update(stage, place, current, part) {
    this.node.className = place === current && part.state !== 'ENDED' ? 'now' : stage.ended || place < current ? 'past' : 'ahead';
    this.node.toggleAttribute('aria-current', false);
    if (this.node.className === 'now') {
      this.node.setAttribute('aria-current', 'step');
    }
    this.fragments.hidden = stage.stage !== 'DL_FRAGMENT' || !part.fragments?.total;
    setText(this.fragments, fragmentsOf(part));
    SHOWN.forEach((key, i) => {
      this.segments[i].style.flexGrow = stage[key];
      this.segments[i].hidden = stage[key] === 0;
      this.counts[i].hidden = stage[key] === 0;
      setText(this.counts[i], `${signOf(key)} ${number(stage[key])} ${SHORT[key]}`);
    });
    setText(this.when, times(stage));
  }
}

const signOf = (key) => STATES.find((state) => state.key === key).sign;

const fragmentsOf = ({ fragments }) =>
  `${number(fragments?.sent ?? 0)} of ${number(fragments?.total ?? 0)} fragments`;

function times({ begun, ended }) {
  if (!begun) {
    return 'not begun';
  }
  return ended ? `${clock(begun)} to ${clock(ended)}` : `since ${clock(begun)}`;
}
