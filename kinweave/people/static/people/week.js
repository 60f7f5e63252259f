// A week to paint, over the lines in which it can also be written. Every stroke writes the lines
// again, so that keeping it is the same form; kinweave/people/week.py reads and writes the same.

const DAY = 48
const loom = document.querySelector(".loom")
const $ = (what) => loom.querySelector(what)
const lines = [...document.querySelectorAll("[data-day]")]
const names = lines.map((line) => line.labels[0].textContent)
const table = $(".cloth"), status = $("[role=status]"), night = $("[data-night]"), undo = $("[data-undo]")
const kind = (sign) => ({ f: "f", "?": "maybe" })[sign] ?? "none"
const clock = (half) => `${String(half >> 1).padStart(2, "0")}:${half % 2 ? "30" : "00"}`
const fill = (words, given) => words.replace(/{(\w+)}/g, (_, name) => given[name])
const STRETCH = /^(\d\d?)(?:[:.h](\d\d))?\s*[-–—]\s*(\d\d?)(?:[:.h](\d\d))?\s*(\?)?$/

const past = []
const cells = []
let week = Array(7 * DAY).fill(".")
let here = { day: 0, half: 36 }
let stroke = null // where it began, what it paints, and the week before it

// Lines to week. A line that cannot be read paints nothing, and stays until its day is painted.
function read() {
  const found = Array(7 * DAY).fill(".")
  const told = lines.flatMap((line, day) =>
    line.value.split(/[,;]/).flatMap((piece) => {
      const [, hour, minute, endHour, endMinute, maybe] = piece.trim().match(STRETCH) ?? []
      if (hour === undefined) return []
      const start = +hour * 60 + +(minute ?? 0), end = +endHour * 60 + +(endMinute ?? 0)
      if (start >= 1440 || end > 1440 || start === end) return []
      const until = Math.floor((end > start ? end : end + 1440) / 30)
      return [[day * DAY + Math.ceil(start / 30), day * DAY + until, maybe ?? "f"]]
    }))
  for (const sign of ["?", "f"])
    for (const [begin, end, its] of told)
      if (its === sign) for (let n = begin; n < end; n++) found[n % found.length] = sign
  return found
}

// Week to lines: the fewest stretches; one over midnight stands with the day in which it begins.
function written(week) {
  const days = lines.map((_, day) => {
    const runs = []
    for (let half = 0; half < DAY; half++) {
      const sign = week[day * DAY + half], last = runs.at(-1)
      if (sign === ".") continue
      if (last?.sign === sign && last.end === half) last.end++
      else runs.push({ begin: half, end: half + 1, sign })
    }
    return runs
  })
  days.forEach((runs, day) => {
    const evening = runs.at(-1), next = days[(day + 1) % 7], morning = next[0]
    if (evening?.end === DAY && morning?.begin === 0 && morning.sign === evening.sign && morning.end < evening.begin)
      evening.end = next.shift().end
  })
  return days.map((runs) => runs.map(({ begin, end, sign }) =>
    `${clock(begin)}-${clock(end)}${sign === "?" ? "?" : ""}`).join(", "))
}

function show(next, write = true) {
  const before = written(week), after = written(next)
  if (write) lines.forEach((line, day) => { if (before[day] !== after[day]) line.value = after[day] })
  week = next
  cells.forEach((cell, n) => {
    const how = kind(week[n])
    if (cell.className === how) return
    cell.className = how
    cell.ariaLabel = fill(loom.dataset[`cell${how[0].toUpperCase()}${how.slice(1)}`], { day: names[Math.floor(n / DAY)], from: clock(n % DAY) })
  })
  undo.disabled = !past.length
}

function remember(before) {
  if (before.join() !== week.join()) past.push(before)
  undo.disabled = !past.length
}

const at = ({ day, half }) => day * DAY + half

function begin(sign) {
  stroke = { from: here, sign, before: week }
}

// Everything between where the stroke began and here, over days and hours.
function paint() {
  const next = [...stroke.before]
  const [first, last] = [stroke.from.day, here.day].sort((a, b) => a - b)
  const [from, until] = [stroke.from.half, here.half].sort((a, b) => a - b)
  for (let day = first; day <= last; day++) next.fill(stroke.sign, day * DAY + from, day * DAY + until + 1)
  show(next)
  const how = kind(stroke.sign)
  stroke.said = fill(loom.dataset[`said${how[0].toUpperCase()}${how.slice(1)}`], {
    days: first === last ? names[first] : `${names[first]} – ${names[last]}`, from: clock(from), until: clock(until + 1),
  })
}

function end() {
  if (!stroke) return
  remember(stroke.before)
  status.textContent = stroke.said
  stroke = null
}

function go(place, focus = true) {
  cells[at(here)].tabIndex = -1
  here = place
  cells[at(here)].tabIndex = 0
  if (focus) cells[at(here)].focus()
}

function takeBack() {
  if (!past.length) return
  show(past.pop())
  status.textContent = loom.dataset.undone
}

const brush = () => $("[name=brush]:checked").value
const turned = () => (week[at(here)] === brush() ? "." : brush())
const placeOf = (cell) => {
  const n = cells.indexOf(cell)
  return n < 0 ? null : { day: Math.floor(n / DAY), half: n % DAY }
}
const folded = () => night.ariaExpanded !== "true"
const isNight = (half) => half < 14 || half >= 46

function fold(away) {
  night.ariaExpanded = String(!away)
  for (const row of table.tBodies[0].rows) row.hidden = away && isNight(row.sectionRowIndex)
  if (away && isNight(here.half)) go({ ...here, half: 36 }, false)
}

table.addEventListener("pointerdown", (event) => {
  const place = placeOf(event.target)
  if (!place || event.button) return
  event.preventDefault()
  go(place)
  begin(turned())
  table.setPointerCapture(event.pointerId)
  paint()
})
table.addEventListener("pointermove", (event) => {
  const place = stroke && placeOf(document.elementFromPoint(event.clientX, event.clientY))
  if (!place || at(place) === at(here)) return
  go(place, false)
  paint()
})
for (const name of ["pointerup", "pointercancel"]) table.addEventListener(name, end)

const STEPS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }
table.addEventListener("keydown", (event) => {
  const { key } = event, step = STEPS[key]
  const [top, bottom] = folded() ? [14, 45] : [0, DAY - 1]
  if (event.ctrlKey || event.metaKey || event.altKey) return
  if (step) {
    if (event.shiftKey && !stroke) begin(brush())
    const sideways = getComputedStyle(table).direction === "rtl" ? -step[0] : step[0]
    go({
      day: Math.min(6, Math.max(0, here.day + sideways)),
      half: Math.min(bottom, Math.max(top, here.half + step[1])),
    })
    if (event.shiftKey) paint()
  } else if (key === " " || key === "Enter") {
    end()
    begin(turned())
    paint()
    end()
  } else if (key === "Home" || key === "End") go({ ...here, half: key === "Home" ? top : bottom })
  else return
  event.preventDefault()
})
table.addEventListener("keyup", ({ key }) => { if (key === "Shift") end() })
table.addEventListener("focusout", ({ relatedTarget }) => { if (!table.contains(relatedTarget)) end() })
loom.addEventListener("keydown", (event) => {
  if (event.key !== "z" || !(event.ctrlKey || event.metaKey)) return
  event.preventDefault()
  takeBack()
})
undo.addEventListener("click", takeBack)
night.addEventListener("click", () => fold(!folded()))
$("[data-copy]").addEventListener("click", () => {
  const day = +$("[data-copy-from]").value, before = week, next = [...week]
  for (const to of $("[data-copy-to]").value) next.splice(to * DAY, DAY, ...week.slice(day * DAY, day * DAY + DAY))
  show(next)
  remember(before)
  status.textContent = fill(loom.dataset.copied, { day: names[day] })
})
for (const line of lines) line.addEventListener("change", () => { const before = week; show(read(), false); remember(before) })

// Whoever goes away before keeping it is asked once, by the browser itself.
const told = () => lines.map((line) => line.value).join()
let kept = told()
lines[0].form.addEventListener("submit", () => { kept = told() })
addEventListener("beforeunload", (event) => { if (told() !== kept) event.preventDefault() })

const make = (what, given) => Object.assign(document.createElement(what), given)
const head = table.createTHead().insertRow()
head.append(make("td"), ...lines.map((line, day) => make("th", { scope: "col", textContent: line.dataset.short, ariaLabel: names[day] })))
const body = table.createTBody()
for (let half = 0; half < DAY; half++) {
  const row = body.insertRow()
  const hour = make("span", { className: half % 2 ? "visually-hidden" : "", textContent: clock(half) })
  row.append(make("th", { scope: "row" }))
  row.firstChild.append(hour)
  for (let day = 0; day < 7; day++) row.append((cells[day * DAY + half] = make("td", { role: "gridcell", tabIndex: -1 })))
}
names.forEach((name, day) => {
  $("[data-copy-from]").add(new Option(name, day))
  $("[data-copy-to]").add(new Option(name, day))
})
show(read(), false)
fold(!week.some((sign, n) => sign !== "." && isNight(n % DAY)))
go(here, false)
loom.hidden = false
