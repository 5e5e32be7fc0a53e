// Server-sent events by fetch: EventSource cannot carry an Authorization header.

import { ApiError, refusedBy, request } from './api.js';

const SILENCE_MS = 45_000; // the server's heartbeats come far more often
const RETRY_MS = [500, 1_000, 2_000, 4_000, 8_000];
const LINE_MAX = 8_000_000; // characters; a longer line is no event of ours

/** Turns chunks of text into events: feed('event: a\ndata: 1\n\n') gives [{event: 'a', data: '1'}]. */
export class EventParser {
  #rest = '';
  #event = 'message';
  #data = [];

  feed(chunk) {
    const lines = (this.#rest + chunk).split(/\r\n|\n/);
    this.#rest = lines.pop();
    if (this.#rest.length > LINE_MAX) {
      throw new Error('The server sent a line without end.');
    }
    return lines.map((line) => this.#line(line)).filter((event) => event !== null);
  }

  #line(line) {
    if (line === '') {
      const event = this.#data.length ? { event: this.#event, data: this.#data.join('\n') } : null;
      this.#event = 'message';
      this.#data = [];
      return event;
    }
    const [, field, value] = /^([^:]*):? ?(.*)$/.exec(line);
    if (field === 'event') {
      this.#event = value;
    } else if (field === 'data') {
      this.#data.push(value);
    } // an empty field is a comment: the heartbeat
    return null;
  }
}

/**
 * Follows the stream until close(). `opened` is called each time the stream is there; what it tells begins anew then.
 * `event(name, value)` is called for each event, `lost(seconds, why)` when the stream is not there and will be tried
 * again, `refused(error)` when that would not help.
 */
export class EventFollower {
  #path;
  #on;
  #closed = new AbortController();
  #wake = () => {};

  constructor(path, on) {
    this.#path = path;
    this.#on = on;
    this.#follow();
  }

  close() {
    this.#closed.abort();
    this.#wake();
  }

  /** Tries at once instead of when the pause is over. */
  retryNow() {
    this.#wake();
  }

  async #follow() {
    for (let failures = 0; !this.#closed.signal.aborted; failures += 1) {
      let why = 'The server ended the connection.';
      try {
        await this.#read(() => { failures = 0; });
      } catch (failure) {
        why = failure.message;
        if (failure instanceof ApiError && failure.status < 500) {
          this.#on.refused(failure);
          return;
        }
      }
      if (this.#closed.signal.aborted) {
        return;
      }
      // Pages that lost the same server do not all come back at the same instant.
      const pause = RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] * (0.75 + Math.random() / 2);
      this.#on.lost(pause / 1000, why);
      await this.#sleep(pause);
    }
  }

  #sleep(milliseconds) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async #read(worked) {
    const attempt = new AbortController();
    const stop = () => attempt.abort();
    this.#closed.signal.addEventListener('abort', stop);
    let watch = setTimeout(stop, SILENCE_MS);
    try {
      const answer = await request(this.#path, {
        headers: { Accept: 'text/event-stream' },
        signal: attempt.signal,
      });
      if (!answer.ok) {
        throw await refusedBy(answer);
      }
      worked();
      this.#on.opened();
      const parser = new EventParser();
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        clearTimeout(watch);
        watch = setTimeout(stop, SILENCE_MS);
        for (const { event, data } of parser.feed(part.value)) {
          this.#on.event(event, JSON.parse(data));
        }
      }
    } finally {
      clearTimeout(watch);
      attempt.abort();
      this.#closed.signal.removeEventListener('abort', stop);
    }
  }
}
