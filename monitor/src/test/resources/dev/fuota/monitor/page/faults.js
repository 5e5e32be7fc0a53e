// Returns what is wrong with the view, one sentence each.
const faults = [];
const shown = (element) => element.checkVisibility({ visibilityProperty: true });
const inDialog = document.querySelector('dialog[open]');
const within = (selector) => [...(inDialog ?? document).querySelectorAll(selector)].filter(shown);
const describe = (element) => element.outerHTML.slice(0, 90);

const nameOf = (element) => (element.getAttribute('aria-label')
  ?? [...(element.labels ?? [])].map((label) => label.textContent).join(' ')
  ?? '').trim() || (element.matches('input, select, textarea, canvas, progress') ? '' : element.textContent.trim());

for (const element of within('a, button, input, select, textarea, canvas, progress, svg, [role=region]')) {
  if (nameOf(element) === '' && element.getAttribute('aria-label') === null) {
    faults.push(`no name: ${describe(element)}`);
  }
}

if (!inDialog) {
  let level = 0;
  for (const heading of within('h1, h2, h3, h4, h5, h6')) {
    const own = Number(heading.tagName[1]);
    if (own > level + 1) {
      faults.push(`heading skips a level: ${describe(heading)}`);
    }
    level = own;
  }
  if (within('h1').length !== 1) {
    faults.push('not exactly one h1');
  }
  for (const landmark of ['header', 'nav', 'main']) {
    if (within(landmark).length === 0) {
      faults.push(`no landmark: ${landmark}`);
    }
  }
}

for (const table of within('table')) {
  if (!table.caption || table.querySelectorAll('thead th[scope=col]').length === 0) {
    faults.push(`table without caption or heads: ${describe(table)}`);
  }
}

const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
ids.filter((id, i) => ids.indexOf(id) !== i).forEach((id) => faults.push(`id twice: ${id}`));

for (const element of within('[aria-describedby], [aria-labelledby]')) {
  const named = `${element.getAttribute('aria-describedby') ?? ''} ${element.getAttribute('aria-labelledby') ?? ''}`;
  named.split(' ').filter(Boolean).filter((id) => !document.getElementById(id))
    .forEach((id) => faults.push(`describes by what is not there: ${id}`));
}

const channels = (colour) => colour.match(/[\d.]+/g).map(Number);
const luminance = (colour) => channels(colour).slice(0, 3).map((value) => value / 255)
  .map((share) => (share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4))
  .reduce((sum, value, i) => sum + value * [0.2126, 0.7152, 0.0722][i], 0);
const groundOf = (element) => {
  for (let at = element; at; at = at.parentElement) {
    const ground = getComputedStyle(at).backgroundColor;
    if ((channels(ground)[3] ?? 1) === 1) {
      return ground;
    }
  }
  return 'rgb(255, 255, 255)';
};

const texts = document.createTreeWalker(inDialog ?? document.body, NodeFilter.SHOW_TEXT);
while (texts.nextNode()) {
  const element = texts.currentNode.parentElement;
  if (texts.currentNode.data.trim() !== '' && shown(element) && !element.matches(':disabled, .hidden, option')) {
    const style = getComputedStyle(element);
    const colour = element instanceof SVGElement ? style.fill : style.color;
    const [dark, bright] = [luminance(colour), luminance(groundOf(element))].sort((a, b) => a - b);
    const ratio = (bright + 0.05) / (dark + 0.05);
    if (ratio < 4.5) {
      faults.push(`contrast ${ratio.toFixed(2)}: ${describe(element)}`);
    }
  }
}
return faults;
