// Stage mode in the browser: larger type, and keys that step from section to section and from page to page.

const NEXT = ["PageDown", "ArrowDown", "ArrowRight", " "], BACK = ["PageUp", "ArrowUp", "ArrowLeft"];
// What keeps keys for itself while it has the focus: all of them; all but Page Up and Page Down; the space bar.
const OPEN = "textarea, [contenteditable=true], [role=listbox], [role=menu], [role=dialog], [role=grid], canvas";
const CONTROL = "input:not([type=checkbox]), select, [role=slider], [role=radiogroup], [role=tablist], [aria-haspopup]";
const PRESSED = "a, button, summary, input";
const NEAR = 8;  // px that do not count as a distance

let page = null;  // number of the page that is shown
let leaving = null;  // number of the page that a step leaves, until the next one has been drawn
let way = 0;  // of that step: 1 to the next page, -1 to the previous one
let waiting = [];  // steps that were asked for while a page was drawn

const main = () => document.querySelector("[data-testid=stMain]");
const block = () => document.querySelector("[data-testid=stMainBlockContainer]");
const header = () => document.querySelector("[data-testid=stHeader]")?.getBoundingClientRect().bottom ?? 0;
const drawing = () => page === leaving || document.querySelector("[data-test-script-state=running]");
const view = () => main().clientHeight - header();

// Scroll positions at which a section stands at the top of the window, below the menu.
function sections() {
  const scrolled = main().scrollTop - header();
  const tops = [...block().querySelectorAll("h2")].filter(heading => heading.getClientRects().length).map(heading => {
    const top = heading.getBoundingClientRect().top;
    const row = heading.closest("[data-testid=stHorizontalBlock]")?.getBoundingClientRect().top ?? top;
    return Math.max(0, scrolled + (top - row < 100 ? Math.min(top, row) : top) - NEAR);
  });
  return [0, ...tops.sort((one, other) => one - other)].filter((top, place, all) => !place || top > all[place - 1] + NEAR);
}

function end() {
  const padding = parseFloat(getComputedStyle(block()).paddingBottom);
  return main().scrollTop + block().getBoundingClientRect().bottom - padding - header();
}

// Where a step leads, null beyond the page. A section of up to two windows takes two steps down: its top, then its end.
function target(way) {
  const now = main().scrollTop, tops = sections();
  if (way < 0) return tops.findLast(top => top < now - NEAR) ?? null;
  const next = tops.find(top => top > now + NEAR);
  const height = (next ?? end()) - now, fits = view() + 6 * parseFloat(getComputedStyle(document.documentElement).fontSize);
  const atTop = tops.some(top => Math.abs(top - now) <= NEAR);
  return atTop && height > fits && height < 2 * view() ? now + height - view() : next ?? null;
}

// Whether the page to which a step leads is there, with its photos.
const complete = () => page !== leaving && block().querySelector("h1, h2") && [...document.images].every(image => image.complete);

// The next or previous page: its link stands at the foot, which is drawn last.
function turn(by) {
  const link = document.querySelector(`.st-key-${by > 0 ? "next" : "previous"}-page a`);
  if (!link) return;
  leaving = page;
  way = by;
  link.click();
}

function step(by) {
  const top = Math.abs(by) > 1 ? (by > 0 ? sections().at(-1) : 0) : target(by);
  if (top !== null) main().scrollTo({top, behavior: "instant"});
  else if (drawing()) waiting.push(by);
  else turn(by);
}

export default function ({data, parentElement}) {
  const root = document.documentElement;
  root.style.fontSize = "";
  root.style.fontSize = `${parseFloat(getComputedStyle(root).fontSize) * data.enlarged}px`;
  block().style.paddingBottom = "100vh";  // so that the last section too can stand at the top
  (parentElement.host ?? parentElement).closest("[data-testid=stElementContainer]").style.position = "absolute";
  if (page !== data.page) main().scrollTo({top: 0, behavior: "instant"});
  page = data.page;

  const pressed = event => {
    const {key, target: focus} = event;
    const by = {Home: -2, End: 2}[key] ?? (NEXT.includes(key) ? 1 : BACK.includes(key) ? -1 : 0);
    if (!by || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
    if (focus.closest(OPEN) || (!key.startsWith("Page") && focus.closest(CONTROL))) return;
    if (key === " " && focus.closest(PRESSED)) return;
    event.preventDefault();
    if (focus === main()) focus.blur();  // else the browser draws a ring around the page
    const stepped = key === " " && event.shiftKey ? -1 : by;
    if (page === leaving) waiting.push(stepped);
    else step(stepped);
  };
  const drawn = setInterval(() => {
    if (document.querySelector("[data-test-script-state=running]") || (leaving !== null && !complete())) return;
    if (leaving !== null && way < 0) main().scrollTo({top: sections().at(-1), behavior: "instant"});
    leaving = null;
    waiting.splice(0).forEach(by => step(by));
  }, 100);
  document.addEventListener("keydown", pressed);
  return () => {
    document.removeEventListener("keydown", pressed);
    clearInterval(drawn);
    root.style.fontSize = "";
    block()?.style.removeProperty("padding-bottom");
  };
}
