// Fine motor tasks: tracing a road, placing pegs, holding still. No dependency, no animation, nothing is sent or kept.
//
// <div data-motor data-task='{"kind":"pegs","field":320,"trials":[...]}' data-text-...> becomes a task. When it ends the
// element fires "vakwerk:motor" (bubbles) with the raw result in event.detail:
//   {kind, version, pointer, stopped, field, unit, trials: [{..., samples: [[milliseconds, x, y, pressure], ...]}]}
// Coordinates are units of the field, `unit` is how many CSS pixels one was. The engine scores it (itembank.motor).
(() => {
  "use strict";
  const SVG = "http://www.w3.org/2000/svg";
  const MOST_SAMPLES = 20000;
  const INK = "#1b1b1b", ROAD = "#cfe0f3", EDGE = "#1d5fa8", GOAL = "#ffd8a3", RIM = "#b35f00", TRAIL = "#7a1d6f";

  const shape = (parent, name, attributes) => {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    parent.append(made);
    return made;
  };
  const distance = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1]);
  const round = (value) => Math.round(value * 100) / 100;
  const toSegment = (p, a, b) => {
    const dx = b[0] - a[0], dy = b[1] - a[1], length = dx * dx + dy * dy;
    const share = length ? Math.min(1, Math.max(0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length)) : 0;
    return distance(p, [a[0] + share * dx, a[1] + share * dy]);
  };
  const toPath = (p, path) => {
    let least = distance(p, path[0]);
    for (let i = 1; i < path.length; i++) least = Math.min(least, toSegment(p, path[i - 1], path[i]));
    return least;
  };

  // What each kind shows, where one must start, when a trial is done, and what share of it went well.
  const KINDS = {
    tracing: {
      draw(svg, trial) {
        const line = { points: trial.path.map((p) => p.join(",")).join(" "), fill: "none", "stroke-linejoin": "round", "stroke-linecap": "round" };
        shape(svg, "polyline", { ...line, stroke: EDGE, "stroke-width": trial.width + 3 });
        shape(svg, "polyline", { ...line, stroke: ROAD, "stroke-width": trial.width });
        dot(svg, trial.path[0], trial.width, "#ffffff", EDGE);
        dot(svg, trial.path[trial.path.length - 1], trial.width, GOAL, RIM);
      },
      startsAt: (trial, p) => distance(p, trial.path[0]) <= trial.width / 2 + 4,
      done: (trial, p) => trial.farthest >= 0.6 && distance(p, trial.path[trial.path.length - 1]) <= trial.width / 2,
      track(trial, p) {
        let best = Infinity, at = 0;
        trial.path.forEach((q, i) => { const d = distance(p, q); if (d < best) { best = d; at = i; } });
        const share = trial.path.length > 2 ? at / (trial.path.length - 1) : distance(p, trial.path[0]) / distance(trial.path[0], trial.path[1]);
        trial.farthest = Math.max(trial.farthest || 0, share);
      },
      well: (trial, samples) => samples.filter((s) => toPath([s[1], s[2]], trial.path) <= trial.width / 2).length / samples.length,
    },
    pegs: {
      draw(svg, trial) {
        dot(svg, trial.to, trial.width, GOAL, RIM);
        trial.peg = dot(svg, trial.from, Math.max(28, trial.width - 6), EDGE, INK);
      },
      startsAt: (trial, p) => distance(p, trial.from) <= Math.max(28, trial.width) / 2 + 4,
      done: () => false,
      track(trial, p) { trial.peg.setAttribute("cx", p[0]); trial.peg.setAttribute("cy", p[1]); },
      endsOnRelease: true,
      well: (trial, samples) => (distance(samples[samples.length - 1].slice(1, 3), trial.to) <= trial.width / 2 ? 1 : 0),
    },
    aim: {
      draw(svg, trial) {
        dot(svg, trial.target, trial.width, GOAL, RIM);
        dot(svg, trial.target, 6, INK, INK);
      },
      startsAt: (trial, p) => distance(p, trial.target) <= trial.width / 2 + 4,
      done: (trial, p, milliseconds) => milliseconds >= trial.seconds * 1000,
      track() {},
      // Nobody who holds really still moves: the clock ends the trial, and the last place counts until then.
      clock: (trial) => trial.seconds * 1000,
      well: (trial, samples) => samples.filter((s) => distance([s[1], s[2]], trial.target) <= trial.width / 2).length / samples.length,
    },
  };
  const dot = (svg, at, width, fill, stroke) => shape(svg, "circle", { cx: at[0], cy: at[1], r: width / 2, fill, stroke, "stroke-width": 2 });

  class Motor {
    constructor(root) {
      this.root = root;
      this.task = JSON.parse(root.dataset.task);
      this.kind = KINDS[this.task.kind];
      this.text = root.dataset;
      this.build();
    }

    build() {
      const field = this.task.field;
      this.status = this.add("p", "vw-motor__status");
      this.status.setAttribute("role", "status");
      this.svg = shape(this.root, "svg", { viewBox: `0 0 ${field} ${field}`, width: "100%", "aria-hidden": "true", class: "vw-motor__field" });
      // Through the CSSOM: the page allows no style attribute.
      this.svg.style.maxWidth = "30rem";
      this.svg.style.display = "block";
      this.svg.style.userSelect = "none";
      const bar = this.add("div", "vw-actions");
      this.start = this.button(bar, this.text.textStart, "btn btn-primary", () => this.begin());
      this.pause = this.button(bar, this.text.textPause, "btn btn-outline-primary", () => this.hold());
      this.stop = this.button(bar, this.text.textStop, "btn btn-outline-primary", () => this.finish(true));
      this.pause.hidden = this.stop.hidden = true;
      this.svg.addEventListener("pointerdown", (event) => this.down(event));
      this.svg.addEventListener("pointermove", (event) => this.move(event));
      for (const name of ["pointerup", "pointercancel"]) this.svg.addEventListener(name, (event) => this.up(event));
      this.preview();
      this.say(matchMedia("(any-pointer: none)").matches ? this.text.textPointer : this.text.textReady);
    }

    add(name, className) {
      const made = document.createElement(name);
      made.className = className;
      this.root.append(made);
      return made;
    }

    button(bar, words, className, action) {
      const made = document.createElement("button");
      made.type = "button";
      made.className = className;
      made.textContent = words;
      made.addEventListener("click", action);
      bar.append(made);
      return made;
    }

    say(words) { this.status.textContent = words; }

    blank() {
      this.svg.replaceChildren();
      shape(this.svg, "rect", { width: this.task.field, height: this.task.field, rx: 6, fill: "#ffffff", stroke: "#687483", "stroke-width": 1.5 });
    }

    // Before the start one sees, faintly, what is coming.
    preview() {
      this.blank();
      this.kind.draw(shape(this.svg, "g", { opacity: 0.45 }), { ...this.task.trials[0] });
    }

    begin() {
      this.result = { kind: this.task.kind, version: 1, pointer: "", stopped: false, field: this.task.field, unit: 0, trials: [] };
      this.well = [];
      this.place = 0;
      this.start.hidden = true;
      this.pause.hidden = this.stop.hidden = false;
      this.pause.focus({ preventScroll: true });  // the pressed button is gone; a keyboard stays where one can stop
      this.paused = false;
      this.svg.style.touchAction = "none";
      this.next();
      this.root.scrollIntoView({ block: "nearest" });
    }

    // Shows the trial at `this.place` from its beginning.
    next() {
      clearTimeout(this.timer);
      this.samples = null;
      if (this.place >= this.task.trials.length) { this.finish(false); return; }
      this.trial = { ...this.task.trials[this.place] };
      this.blank();
      this.kind.draw(this.svg, this.trial);
      this.trail = this.task.kind === "tracing" ? shape(this.svg, "polyline", { fill: "none", stroke: TRAIL, "stroke-width": 3, "stroke-linecap": "round" }) : null;
      this.say(this.text.textTrial.replace("[number]", this.place + 1).replace("[count]", this.task.trials.length));
    }

    // A pause throws the trial of the moment away; it is shown again afterwards.
    hold() {
      if (!this.paused) {
        this.paused = true;
        clearTimeout(this.timer);
        this.samples = null;
        this.blank();
        this.svg.style.touchAction = "";
        this.pause.textContent = this.text.textGoOn;
        this.say(this.text.textPaused);
      } else {
        this.paused = false;
        this.pause.textContent = this.text.textPause;
        this.svg.style.touchAction = "none";
        this.next();
      }
    }

    running() { return this.result && !this.paused && this.trial && !this.pause.hidden; }

    where(event) {
      const matrix = this.svg.getScreenCTM();
      this.result.unit = round(matrix.a);
      return [round((event.clientX - matrix.e) / matrix.a), round((event.clientY - matrix.f) / matrix.d)];
    }

    down(event) {
      if (!this.running() || this.samples || event.button > 0) return;
      const at = this.where(event);
      if (!this.kind.startsAt(this.trial, at)) { this.say(this.text.textBegin); return; }
      event.preventDefault();
      // Text that was selected earlier must not be dragged along.
      try { this.svg.setPointerCapture(event.pointerId); } catch { /* a pointer that is gone already */ }
      this.pointer = event.pointerId;
      this.result.pointer = ["mouse", "pen", "touch"].includes(event.pointerType) ? event.pointerType : "mouse";
      this.samples = [];
      this.record(event);
      if (this.kind.clock) this.timer = setTimeout(() => this.still(), this.kind.clock(this.trial));
    }

    move(event) {
      if (!this.samples || event.pointerId !== this.pointer) return;
      const parts = event.getCoalescedEvents ? event.getCoalescedEvents() : [];
      for (const part of parts.length ? parts : [event]) this.record(part);
      const last = this.samples[this.samples.length - 1];
      const at = [last[1], last[2]];
      this.kind.track(this.trial, at);
      if (this.trail) this.trail.setAttribute("points", this.samples.map((s) => `${s[1]},${s[2]}`).join(" "));
      if (this.kind.done(this.trial, at, last[0] - this.samples[0][0])) this.keep();
    }

    up(event) {
      if (!this.samples || event.pointerId !== this.pointer) return;
      if (this.kind.endsOnRelease && event.type === "pointerup") { this.record(event); this.keep(); return; }
      const again = this.text.textAgain;
      this.next();
      this.say(again);
    }

    record(event) {
      const before = this.samples[this.samples.length - 1];
      const time = before ? Math.max(before[0], event.timeStamp) : event.timeStamp;
      if (this.samples.length < MOST_SAMPLES) this.samples.push([round(time), ...this.where(event), round(event.pressure || 0)]);
    }

    // The time is over: one who held still has few samples, so the last place is repeated on a beat of 60 a second.
    still() {
      if (!this.samples) return;
      const start = this.samples[0][0], end = start + this.kind.clock(this.trial), even = [];
      let from = 0;
      for (let time = start; time <= end; time += 1000 / 60) {
        while (from + 1 < this.samples.length && this.samples[from + 1][0] <= time) from++;
        even.push([round(time), ...this.samples[from].slice(1)]);
      }
      this.samples = even;
      this.keep();
    }

    keep() {
      clearTimeout(this.timer);
      const { peg, farthest, ...trial } = this.trial;
      const moved = this.samples.length > 1 && this.samples[this.samples.length - 1][0] > this.samples[0][0];
      if (moved) {
        this.result.trials.push({ ...trial, number: this.place + 1, samples: this.samples });
        this.well.push(this.kind.well(this.trial, this.samples));
        this.place++;
      }
      this.next();
    }

    finish(stopped) {
      clearTimeout(this.timer);
      this.samples = this.trial = null;
      this.paused = false;
      this.result.stopped = stopped;
      this.svg.style.touchAction = "";
      this.pause.textContent = this.text.textPause;
      this.pause.hidden = this.stop.hidden = true;
      this.start.hidden = false;
      this.start.textContent = this.text.textOnceMore;
      this.preview();
      this.show();
      this.start.focus();
      this.root.dispatchEvent(new CustomEvent("vakwerk:motor", { bubbles: true, detail: this.result }));
    }

    show() {
      if (!this.well.length) { this.say(this.text.textNothing); return; }
      const mean = this.well.reduce((a, b) => a + b, 0) / this.well.length;
      const words = this.text.textResult.replace("[share]", Math.round(mean * 100)).replace("[trials]", this.well.length);
      this.say(`${words} ${this.text.textNoTest}`);
    }
  }

  document.querySelectorAll("[data-motor]").forEach((root) => new Motor(root));
})();
