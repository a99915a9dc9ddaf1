/** A timeline that can be zoomed, moved and read with the mouse or the keyboard. */
import type { ProcessData, ScriptData } from './data.js';
import { type DrawnLane, draw, type Flag } from './drawing.js';
import { fill, find } from './elements.js';
import { type Block, type Entry, entriesOf, rowsOf } from './entries.js';
import { onKeys, onPointer, widthOf } from './input.js';
import { spanTable } from './table.js';
import { centred, formatExactMs, formatMs, lengthOf, type View, viewAfter, wholeView } from './view.js';

/** A violation is shown in at most this share of the whole, if not less was visible before. */
const CLOSE = 1 / 8;
export class Chart {
  readonly #data: ScriptData;
  readonly #process: ProcessData;
  readonly #section: HTMLElement;
  readonly #frame: HTMLElement;
  readonly #details: HTMLElement;
  readonly #range: HTMLElement;
  readonly #lanes: readonly DrawnLane[];
  readonly #whole: View;
  readonly #updateTable: (view: View) => void;
  #blocks: ReadonlyMap<Element, { lane: number; block: Block }> = new Map();
  #flags: readonly Flag[] = [];
  #view: View;
  #lane: number | undefined;
  #entry: Entry | undefined;
  #cursorMs: number | undefined;

  constructor(section: HTMLElement, process: ProcessData, data: ScriptData) {
    this.#data = data;
    this.#process = process;
    this.#section = section;
    this.#frame = find('.chart', section);
    this.#details = find('.details', section);
    this.#range = find('.range', section);
    this.#lanes = process.lanes.map((lane) => {
      const entries = entriesOf(lane, data);
      return { id: lane.id, note: lane.note, entries, rows: rowsOf(entries), beats: lane.beats };
    });
    this.#whole = wholeView(process.startMs, process.endMs);
    this.#view = this.#whole;
    this.#updateTable = spanTable(find('details', section), this.#lanes, data);
    this.#listen();
    let width = this.#width();
    new ResizeObserver(() => {
      if (width !== this.#width()) this.#draw();
      width = this.#width();
    }).observe(this.#frame);
    this.#show(this.#whole);
  }

  /** Draws these findings. */
  flag(flags: readonly Flag[]): void {
    this.#flags = flags;
    this.#draw();
  }

  /** Moves to a finding and selects its lane. */
  goTo(lane: number | undefined, atMs: number, message: string): void {
    const length = Math.min(lengthOf(this.#view), lengthOf(this.#whole) * CLOSE);
    this.#lane = lane;
    this.#entry = undefined;
    this.#cursorMs = atMs;
    this.#show(centred(atMs, length, this.#whole));
    const id = lane === undefined ? '' : this.#lanes[lane]!.id;
    this.#report(fill(this.#data.texts.finding, { lane: id, time: formatMs(atMs), message }));
    this.#frame.focus({ preventScroll: true });
    this.#section.scrollIntoView({ block: 'start' });
    this.#scrollToLane();
  }

  #listen(): void {
    const frame = this.#frame;
    this.#section.addEventListener('click', ({ target }) => {
      const action = (target as Element).closest<HTMLElement>('[data-do]')?.dataset.do;
      if (action !== undefined) this.#do(action);
    });
    onKeys(frame, (action) => this.#do(action));
    onPointer(frame, {
      view: () => this.#view,
      whole: this.#whole,
      show: (view) => this.#show(view),
      click: (target) => this.#click(target),
    });
    frame.addEventListener('pointerover', ({ target }) => {
      const found = this.#blocks.get(target as Element);
      if (found) this.#report(this.#describe(found.lane, found.block));
    });
  }

  #do(action: string): void {
    const view = viewAfter(action, this.#view, this.#whole);
    if (view) this.#show(view);
    else if (action === 'lane-above') this.#selectLane((this.#lane ?? this.#lanes.length) - 1);
    else if (action === 'lane-below') this.#selectLane((this.#lane ?? -1) + 1);
    else if (action === 'next-entry') this.#selectNext(1);
    else if (action === 'previous-entry') this.#selectNext(-1);
    else if (action === 'to-entry') this.#zoomToEntry();
  }

  #selectLane(index: number): void {
    const lane = this.#lanes[Math.min(Math.max(index, 0), this.#lanes.length - 1)];
    if (!lane) return;
    this.#lane = this.#lanes.indexOf(lane);
    this.#entry = undefined;
    const { id, note, entries } = lane;
    this.#report(fill(this.#data.texts.lane, { lane: id, note, count: entries.length }));
    this.#draw();
    this.#scrollToLane();
  }

  /** Selects the next or previous span or mark of the lane; at first, the one at the cursor or the first visible one. */
  #selectNext(by: 1 | -1): void {
    this.#lane ??= 0;
    const entries = this.#lanes[this.#lane]?.entries ?? [];
    const { fromMs, toMs } = this.#view;
    const isAtCursor = this.#cursorMs !== undefined && this.#cursorMs >= fromMs && this.#cursorMs <= toMs;
    const atMs = isAtCursor ? this.#cursorMs! : fromMs;
    const first = entries.findIndex(({ startMs, endMs = startMs }) => endMs >= atMs);
    const index = this.#entry ? entries.indexOf(this.#entry) + by : first;
    const entry = entries[Math.min(Math.max(index, 0), entries.length - 1)];
    if (entry) this.#select(this.#lane, entry);
  }

  #select(lane: number, entry: Entry): void {
    this.#lane = lane;
    this.#entry = entry;
    this.#report(this.#describeEntry(lane, entry));
    const { startMs, endMs = startMs } = entry;
    const isVisible = endMs >= this.#view.fromMs && startMs <= this.#view.toMs;
    this.#show(isVisible ? this.#view : centred(startMs, lengthOf(this.#view), this.#whole));
  }

  #zoomToEntry(): void {
    if (!this.#entry) return;
    const { startMs, endMs = startMs } = this.#entry;
    const length = Math.max((endMs - startMs) * 2, lengthOf(this.#whole) / 1000);
    this.#show(centred((startMs + endMs) / 2, Math.min(length, lengthOf(this.#view)), this.#whole));
  }

  #click(target: Element): void {
    const pressed = this.#blocks.get(target);
    const lane = target.closest<SVGElement>('[data-lane]')?.dataset.lane;
    if (pressed?.block.count === 1) this.#select(pressed.lane, pressed.block.entry);
    else if (pressed) this.#report(this.#describe(pressed.lane, pressed.block));
    else if (lane !== undefined) this.#selectLane(Number(lane));
  }

  #describe(lane: number, block: Block): string {
    if (block.count === 1) return this.#describeEntry(lane, block.entry);
    const { count, startMs, endMs } = block;
    const values = {
      lane: this.#lanes[lane]!.id,
      count,
      from: formatExactMs(startMs),
      to: formatExactMs(endMs),
    };
    return fill(this.#data.texts.several, values);
  }

  #describeEntry(lane: number, { name, startMs, durationMs }: Entry): string {
    const { entry, moment } = this.#data.texts;
    const values = { lane: this.#lanes[lane]!.id, name, time: formatExactMs(startMs) };
    return durationMs === undefined
      ? fill(moment, values)
      : fill(entry, { ...values, duration: formatExactMs(durationMs) });
  }

  #report(text: string): void {
    this.#details.textContent = text;
  }

  #show(view: View): void {
    this.#view = view;
    const { startMs, endMs } = this.#process;
    // Without the margin, in which there is nothing.
    const shown = { fromMs: Math.max(view.fromMs, startMs), toMs: Math.min(view.toMs, endMs) };
    const values = { from: formatMs(shown.fromMs), to: formatMs(shown.toMs) };
    this.#range.textContent = fill(this.#data.texts.range, values);
    this.#updateTable(shown);
    this.#draw();
  }

  #draw(): void {
    const { element, blocks } = draw(
      {
        lanes: this.#lanes,
        flags: this.#flags,
        view: this.#view,
        width: this.#width(),
        currentLane: this.#lane,
        currentEntry: this.#entry,
        cursorMs: this.#cursorMs,
      },
      this.#data,
    );
    this.#blocks = blocks;
    this.#frame.replaceChildren(element);
  }

  #scrollToLane(): void {
    find('.chart', this.#section).querySelector('.lane.current')?.scrollIntoView({ block: 'nearest' });
  }

  #width(): number {
    return widthOf(this.#frame);
  }
}
