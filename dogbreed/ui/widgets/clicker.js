// Stage mode in the browser: larger type, and keys that step from section to section and from page to page.

const NEXT = ["PageDown", "ArrowDown", "ArrowRight", " "], BACK = ["PageUp", "ArrowUp", "ArrowLeft"];
// What keeps keys for itself while it has the focus: all of them; all but Page Up and Page Down; the space bar.
const OPEN =
  "textarea, canvas, [contenteditable=true], [role=listbox], [role=menu], [role=dialog], [role=grid], " +
  "[role=combobox][aria-expanded=true]";
const CONTROL =
  "input:not([type=checkbox]), select, [aria-haspopup], [role=slider], [role=radiogroup], [role=toolbar], " +
  "[role=tablist]";
const PRESSED = "a, button, summary, input";
const NEAR = 8;  // px that do not count as a distance

let page = null;  // number of the page that is shown
let leaving = null;  // number of the page that a step leaves; until the next page is there, keys do nothing
let landing = false;  // whether the page was reached from below: its last section is shown once it is drawn
let waiting = [];  // steps beyond what has been drawn of the page so far
let height = 0, steady = 0;  // of the page, px; for how many looks it has not changed

const main = () => document.querySelector("[data-testid=stMain]");
const block = () => document.querySelector("[data-testid=stMainBlockContainer]");
const header = () => document.querySelector("[data-testid=stHeader]")?.getBoundingClientRect().bottom ?? 0;
const running = () => document.querySelector("[data-test-script-state=running]");
const view = () => main().clientHeight - header();

// Scroll positions at which a section stands at the top of the window, below the menu.
function sections() {
  const scrolled = main().scrollTop - header();
  const headings = [...block().querySelectorAll("h2")].filter(heading => heading.getClientRects().length);
  const tops = headings.map(heading => {
    const top = heading.getBoundingClientRect().top;
    const row = heading.closest("[data-testid=stHorizontalBlock]")?.getBoundingClientRect().top ?? top;
    return Math.max(0, scrolled + (top - row < 100 ? Math.min(top, row) : top) - NEAR);
  });
  const sorted = [0, ...tops.sort((one, other) => one - other)];
  return sorted.filter((top, place) => !place || top > sorted[place - 1] + NEAR);
}

function end() {
  const padding = parseFloat(getComputedStyle(block()).paddingBottom);
  return main().scrollTop + block().getBoundingClientRect().bottom - padding - header();
}

// Where a step leads, null beyond the page. A section of up to two windows takes two steps down: its top, then its end.
function target(by) {
  const now = main().scrollTop, tops = sections();
  if (by < 0) return tops.findLast(top => top < now - NEAR) ?? null;
  const next = tops.find(top => top > now + NEAR);
  const height = (next ?? end()) - now, space = 6 * parseFloat(getComputedStyle(document.documentElement).fontSize);
  const atTop = tops.some(top => Math.abs(top - now) <= NEAR);
  return atTop && height > view() + space && height < 2 * view() ? now + height - view() : next ?? null;
}

// The next or previous page: its link stands at the foot, which is drawn last.
function turn(by) {
  const link = document.querySelector(`.st-key-${by > 0 ? "next" : "previous"}-page a`);
  if (!link) return;
  leaving = page;
  landing = by < 0;
  link.click();
}

function step(by) {
  landing = false;
  const top = Math.abs(by) > 1 ? (by > 0 ? sections().at(-1) : 0) : target(by);
  if (top !== null) main().scrollTo({top, behavior: "instant"});
  else if (running()) waiting.push(by);
  else turn(by);
}

export default function ({data, parentElement}) {
  const root = document.documentElement;
  root.style.fontSize = "";
  root.style.fontSize = `${parseFloat(getComputedStyle(root).fontSize) * data.enlarged}px`;
  block().style.paddingBottom = "100vh";  // so that the last section too can stand at the top
  (parentElement.host ?? parentElement).closest("[data-testid=stElementContainer]").style.position = "absolute";
  if (page !== data.page) main().scrollTo({top: 0, behavior: "instant"});
  if (page !== data.page) waiting = [];
  page = data.page;
  if (page !== leaving) leaving = null;

  const pressed = event => {
    const {key, target: focus} = event;
    const by = {Home: -2, End: 2}[key] ?? (NEXT.includes(key) ? 1 : BACK.includes(key) ? -1 : 0);
    if (!by || event.ctrlKey || event.altKey || event.metaKey) return;
    if (focus.closest(OPEN) || (!key.startsWith("Page") && focus.closest(CONTROL))) return;
    if (key === " " && focus.closest(PRESSED)) return;
    event.preventDefault();
    event.stopPropagation();
    if (focus === main()) focus.blur();  // else the browser draws a ring around the page
    const stepped = key === " " && event.shiftKey ? -1 : by;
    if (page !== leaving) step(stepped);
  };
  const drawn = setInterval(() => {
    steady = height === main().scrollHeight ? steady + 1 : 0;
    height = main().scrollHeight;
    if (running() || page === leaving) return;
    if (landing && steady > 4) {
      main().scrollTo({top: sections().at(-1), behavior: "instant"});
      landing = false;
    }
    waiting.splice(0).forEach(step);
  }, 100);
  document.addEventListener("keydown", pressed, true);  // before a slider answers Page Down
  return () => {
    document.removeEventListener("keydown", pressed, true);
    clearInterval(drawn);
    root.style.fontSize = "";
    block()?.style.removeProperty("padding-bottom");
  };
}
