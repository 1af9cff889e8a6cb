import { headers } from './api.js';

/**
 * What happens in the suite, as it happens: server-sent events over fetch, since EventSource cannot show a token. After a
 * break it goes on behind the last event it saw, so nothing is missed. Each event is dispatched under its name with what
 * it says as `detail`; `state` tells that `state` changed: `off`, `live`, `stale` while the service cannot know of changes, or
 * `waiting` for the service; `again` that whatever is shown is to be asked for again.
 */
class Stream extends EventTarget {
  state = 'off';
  #last = '';
  #stop = null;
  #isOver = false;

  start() {
    if (!this.#stop) {
      this.#stop = new AbortController();
      this.#run(this.#stop.signal);
    }
  }

  stop() {
    this.#stop?.abort();
    this.#stop = null;
    this.#last = '';
    this.#become('off');
  }

  #become(state) {
    if (state !== this.state) {
      const isBack = state === 'live' && this.state !== 'off';
      this.state = state;
      this.dispatchEvent(new Event('state'));
      if (isBack) {
        this.dispatchEvent(new Event('again'));
      }
    }
  }

  async #run(stopped) {
    for (let pause = FIRST_PAUSE_MS; !stopped.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      try {
        await this.#read(stopped, () => {
          pause = FIRST_PAUSE_MS;
        });
      } catch {
        // Whatever broke it, it is tried again.
      }
      if (this.#isOver) {
        this.#isOver = false;
      } else if (!stopped.aborted) {
        this.#become('waiting');
        await new Promise(done => setTimeout(done, pause));
      }
    }
  }

  async #read(stopped, onAnswer) {
    const silence = new AbortController();
    let timer;
    const heard = () => {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), LONGEST_SILENCE_MS);
    };
    heard();
    try {
      const response = await fetch('/trading/stream', {
        headers: { ...headers(), Accept: 'text/event-stream', ...(this.#last && { 'Last-Event-ID': this.#last }) },
        signal: AbortSignal.any([stopped, silence.signal]),
      });
      if (!response.ok) {
        return;
      }
      onAnswer();
      this.#become(this.state === 'stale' ? 'stale' : 'live');
      let rest = '';
      for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
        heard();
        const blocks = (rest + text).split(/\r?\n\r?\n/);
        rest = blocks.pop();
        blocks.forEach(block => this.#take(block));
      }
    } finally {
      clearTimeout(timer);
    }
  }

  #tell(name, detail) {
    if (name === 'stream') {
      // A stream has a longest time; whoever comes again at once has missed nothing.
      this.#isOver = detail.state === 'over';
      if (detail.state === 'live' || detail.state === 'stale') {
        this.#become(detail.state);
      }
    } else {
      this.dispatchEvent(name === 'reload' ? new Event('again') : new CustomEvent(name, { detail }));
    }
  }

  #take(block) {
    let name = 'message';
    const data = [];
    for (const line of block.split(/\r?\n/)) {
      const [, field, value] = line.match(/^(\w+): ?(.*)$/) ?? [];
      if (field === 'event') {
        name = value;
      } else if (field === 'data') {
        data.push(value);
      } else if (field === 'id') {
        this.#last = value;
      }
    }
    if (data.length) {
      this.#tell(name, JSON.parse(data.join('\n')));
    }
  }
}

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;

/** The service sends a heartbeat every 10 s. */
const LONGEST_SILENCE_MS = 25_000;

export const stream = new Stream();
