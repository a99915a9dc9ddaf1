/** How the keyboard, the wheel and the pointer move a timeline. */
import { lengthOf, moved, type View, zoomed } from './view.js';

/** In pixels: a pointer that moved less has clicked. */
const CLICK = 4;

/** What the keys do while the timeline has the focus. */
const ACTIONS: Readonly<Record<string, string>> = {
  '+': 'in',
  '=': 'in',
  '-': 'out',
  '0': 'whole',
  ArrowLeft: 'earlier',
  ArrowRight: 'later',
  ArrowUp: 'lane-above',
  ArrowDown: 'lane-below',
  Home: 'first',
  End: 'last',
  n: 'next-entry',
  p: 'previous-entry',
  Enter: 'to-entry',
};

/** Calls `act` with what a key stands for, while the frame has the focus. */
export function onKeys(frame: HTMLElement, act: (action: string) => void): void {
  frame.addEventListener('keydown', (event) => {
    const action = ACTIONS[event.key];
    // With Ctrl, + and - zoom the page: leave them to the browser.
    if (action === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act(action);
  });
}

export interface PointerTarget {
  /** What is shown now. */
  readonly view: () => View;
  readonly whole: View;
  readonly show: (view: View) => void;
  /** Called with the element that was under the pointer when it went down. */
  readonly click: (target: Element) => void;
}

/** Dragging and the wheel with Shift move the view, and the wheel with Ctrl zooms it. */
export function onPointer(frame: HTMLElement, target: PointerTarget): void {
  frame.addEventListener('wheel', (event) => wheel(event, frame, target), { passive: false });
  frame.addEventListener('pointerdown', (event) => drag(event, frame, target));
}

/** The width that a timeline is drawn in, pixels. */
export function widthOf(frame: HTMLElement): number {
  return Math.max(frame.clientWidth, 100);
}

function wheel(event: WheelEvent, frame: HTMLElement, { view, whole, show }: PointerTarget): void {
  const sideways = event.shiftKey ? event.deltaX || event.deltaY : event.deltaX;
  if (event.ctrlKey) {
    const share = (event.clientX - frame.getBoundingClientRect().left) / widthOf(frame);
    const atMs = view().fromMs + share * lengthOf(view());
    show(zoomed(view(), whole, Math.exp(-event.deltaY / 300), atMs));
  } else if (event.shiftKey || Math.abs(sideways) > Math.abs(event.deltaY)) {
    show(moved(view(), whole, sideways / widthOf(frame)));
  } else return;
  event.preventDefault();
}

function drag(down: PointerEvent, frame: HTMLElement, { view, whole, show, click }: PointerTarget): void {
  if (down.button !== 0) return;
  const pressed = down.target as Element;
  const start = view();
  const done = new AbortController();
  const options = { signal: done.signal };
  let isClick = true;
  frame.setPointerCapture(down.pointerId);
  frame.addEventListener(
    'pointermove',
    ({ clientX }) => {
      const by = down.clientX - clientX;
      if (Math.abs(by) >= CLICK) isClick = false;
      if (!isClick) show(moved(start, whole, by / widthOf(frame)));
    },
    options,
  );
  frame.addEventListener('pointercancel', () => done.abort(), options);
  frame.addEventListener(
    'pointerup',
    () => {
      done.abort();
      if (isClick) click(pressed);
    },
    options,
  );
}
