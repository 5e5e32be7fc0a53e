// Which view is shown, and whether the server is heard.

import { onTokenNeeded } from './api.js';
import { CampaignView } from './campaign.js';
import { CampaignList } from './campaigns.js';
import { CreateView } from './create.js';
import { DeviceView } from './device.js';
import { askForToken, refusal } from './dialogs.js';
import { setText } from './dom.js';
import { EventFollower } from './events.js';

const ROUTES = [
  [/^#\/campaigns\/(\d+)$/, (id) => new CampaignView(id)],
  [/^#\/campaigns\/(\d+)\/devices\/([0-9A-Za-z]+)$/, (id, eui) => new DeviceView(id, eui)],
  [/^#\/new$/, () => new CreateView()],
];

const main = document.querySelector('main');
const connection = document.getElementById('connection');
const banner = document.getElementById('lost');
const bannerText = document.getElementById('lost-text');
let view = null;
let follower = null;

function viewOf(hash) {
  for (const [pattern, make] of ROUTES) {
    const found = pattern.exec(hash);
    if (found) {
      return make(...found.slice(1));
    }
  }
  return new CampaignList();
}

function show() {
  follower?.close();
  view?.close?.();
  const shown = viewOf(location.hash);
  const first = view === null;
  view = shown;
  document.title = `${shown.title} · fuota`;
  main.replaceChildren(shown.node);
  if (!first) {
    shown.node.querySelector('h1').focus(); // a screen reader says where one is
  }
  document.querySelectorAll('header nav a').forEach((link) =>
    (link.hash === shown.section ? link.setAttribute('aria-current', 'page') : link.removeAttribute('aria-current')));
  setConnection('connecting', 'Connecting');
  follower = new EventFollower(shown.events, {
    opened: () => {
      setConnection('live', 'Live');
      banner.hidden = true;
      load(shown);
    },
    lost: (seconds, why) => {
      setConnection('gone', 'Not connected');
      banner.hidden = false;
      setText(bannerText, `${why} What is shown may be old. Next try in ${Math.ceil(seconds)} s.`);
    },
    refused: (error) => {
      setConnection('gone', 'Not connected');
      showProblem(shown, error);
    },
    event: (name, value) => {
      if (shown === view) {
        shown.event(name, value);
      }
    },
  });
}

async function load(shown) {
  shown.node.querySelector('.load-problem')?.remove();
  try {
    await shown.load();
  } catch (error) {
    showProblem(shown, error);
  }
}

function showProblem(shown, error) {
  const problem = refusal(error);
  problem.classList.add('load-problem');
  shown.node.querySelector('.load-problem')?.remove();
  shown.node.querySelector('h1').after(problem);
}

function setConnection(state, words) {
  connection.className = state;
  setText(connection, words);
}

onTokenNeeded(askForToken);
document.getElementById('retry').addEventListener('click', () => follower.retryNow());
document.querySelector('.skip').addEventListener('click', (event) => {
  event.preventDefault(); // the part behind # names the view
  main.focus();
});
addEventListener('online', () => follower.retryNow());
addEventListener('hashchange', show);
show();
