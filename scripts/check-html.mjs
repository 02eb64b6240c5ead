// Opens reports in headless Chromium and holds them to what docs/reports.md promises. Called by scripts/check-html.
import { createRequire } from "node:module";
import { readFileSync, mkdirSync } from "node:fs";
import { basename } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, chrome, shots, ...files] = process.argv.slice(2);
const histories = files.filter((file) => basename(file).startsWith("history-"));
const comparisons = files.filter((file) => !histories.includes(file));
const require = createRequire(modules + "/");
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
if (shots !== "-") mkdirSync(shots, { recursive: true });

const faults = [];
const browser = await chromium.launch({ executablePath: chrome, args: ["--no-sandbox"] });

/** Opens a report; whatever it says, asks for or breaks is a fault. */
async function open(file, options) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const told = (what) => faults.push(`${basename(file)}: ${what}`);
  page.on("console", (message) => told(`console: ${message.text()}`));
  page.on("pageerror", (error) => told(`error: ${error.message}`));
  page.on("dialog", (dialog) => { told(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => {
    if (request.url() !== page.url() && !request.isNavigationRequest()) told(`request: ${request.url()}`);
  });
  await page.goto(pathToFileURL(file).href);
  const expect = (holds, what) => { if (!holds) told(what); };
  return { page, expect, close: () => context.close() };
}

/** Whether something comes to hold, which on a busy machine may take a moment. */
async function settles(holds) {
  for (let tries = 0; tries < 50; tries++) {
    if (await holds()) return true;
    await new Promise((done) => setTimeout(done, 100));
  }
  return false;
}

/** Looks at a report in every dress: nothing is wider than the window, and axe finds nothing. */
async function looks(file, views) {
  for (const width of [1280, 390]) {
    for (const colorScheme of ["light", "dark"]) {
      const look = `${width} ${colorScheme}`;
      const { page, expect, close } = await open(file, { viewport: { width, height: 900 }, colorScheme, reducedMotion: "reduce" });
      for (const view of views) {
        if (view) await page.locator(view).check();
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(wide <= 0, `${look}: wider than the window by ${wide}`);
      }
      if (views[0]) await page.locator(views[0]).check();
      await page.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
      // The report's own policy keeps axe out of the page; the debugger may put it there.
      const { violations, passes } = await page.evaluate(`(async () => { ${axe}; return await axe.run(document); })()`);
      expect(passes.length > 10, `${look}: axe looked at nothing`);
      for (const { id, nodes } of violations) expect(false, `${look}: axe: ${id}: ${nodes.length} × ${nodes[0].html.slice(0, 160)}`);
      if (shots !== "-") {
        await page.reload();
        await page.screenshot({ path: `${shots}/${basename(file, ".html")}-${width}-${colorScheme}.png` });
      }
      await close();
    }
  }
}

/** Whether the boxes of the levels show and hide the changes of their level. */
async function filters(page, expect) {
  for (const level of ["headline", "notable", "minor"]) {
    await page.locator(`#f-l-${level}`).uncheck();
    const shown = () => page.locator(`article.l-${level}:visible`).count();
    expect(await settles(async () => (await shown()) === 0), `${level} is shown though not asked for`);
    await page.locator(`#f-l-${level}`).check();
    const all = await page.locator(`article.l-${level}`).count();
    expect(await settles(async () => (await shown()) === all), `${level} is not shown though asked for`);
  }
}

for (const file of histories) {
  await looks(file, [null]);
  // They have no script, so that nothing can depend on it.
  const { page, expect, close } = await open(file, { javaScriptEnabled: false, viewport: { width: 1280, height: 900 } });
  if (await page.locator("#tools").count()) {
    const changes = await page.locator("article.change:not(.l-minor)").count();
    expect(await page.locator("article.change:visible").count() === changes, "not every change is shown");
    await filters(page, expect);
  } else {
    const lines = await page.locator(".line").count();
    expect(lines > 0 && await page.locator(".line:visible").count() === lines, "not every line is shown");
    expect(await page.locator(".line svg.band").count() === lines, "a line has no band");
  }
  await close();
}

for (const file of comparisons) {
  await looks(file, ["#v-side", "#v-inline"]);
  const { page, expect, close } = await open(file, { viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
  const title = await page.title();
  expect(title.startsWith("What changed: "), `the title is ${title}`);
  const changes = await page.locator("article.change:visible").count();
  const focused = () => page.evaluate(() => document.activeElement?.id ?? "");
  if (changes > 1) {
    await page.keyboard.press("n");
    const first = await focused();
    expect(await page.locator(`article[id="${first}"]`).count() === 1, "n leads to no change");
    await page.keyboard.press("n");
    const second = await focused();
    expect(second !== first, "n stays where it is");
    await page.keyboard.press("p");
    expect(await focused() === first, "p does not lead back");
    await page.keyboard.press("/");
    expect(await focused() === "search", "/ does not lead to the search");
    await page.keyboard.type("zzzz no such words");
    expect(await settles(async () => (await page.locator(".row:visible").count()) === 0), "the search finds what is not there");
    await page.keyboard.press("Escape");
    expect(await settles(async () => (await page.locator("article.change:visible").count()) === changes), "Escape does not end the search");
    await page.locator("#keys").uncheck();
    await page.locator("body").click({ position: { x: 1, y: 1 } });
    const before = await focused();
    await page.keyboard.press("n");
    expect(await focused() === before, "keys cannot be turned off");
  }
  await filters(page, expect);
  await close();

  const plain = await open(file, { javaScriptEnabled: false, viewport: { width: 1280, height: 900 } });
  const rows = await plain.page.locator(".row").count();
  plain.expect(await plain.page.locator(".row:visible").count() === rows, "without script not every row is shown");
  plain.expect(await plain.page.locator(".steps:visible").count() === 0, "without script there are dead buttons");
  await plain.page.locator("#v-inline").check();
  const woven = await plain.page.locator(".woven").count();
  plain.expect(await plain.page.locator(".woven > .old:visible").count() === 0, "without script the views do not change");
  plain.expect(woven === 0 || await plain.page.locator(".woven > .new:visible").count() === woven, "a woven row is not shown");
  await plain.close();
}
await browser.close();
for (const fault of faults) console.error(fault);
console.log(`${files.length} reports, ${faults.length} faults`);
process.exit(faults.length ? 1 : 0);
