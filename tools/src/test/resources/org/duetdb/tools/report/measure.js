// Measures the page it runs in and leaves what it finds, one fact or problem a line, in an element
// of the page around it, which the test reads from the browser's dump.
(() => {
  const SLACK = 1; // pixels; positions are rounded differently from sizes
  const problems = [];
  const name = (element) => {
    const text = element.textContent.trim().replace(/\s+/g, " ").slice(0, 40);
    return `${element.tagName}.${element.getAttribute("class") ?? ""} "${text}"`;
  };
  const inside = (inner, outer) =>
    inner.left >= outer.left - SLACK &&
    inner.right <= outer.right + SLACK &&
    inner.top >= outer.top - SLACK &&
    inner.bottom <= outer.bottom + SLACK;
  const apart = (one, other) =>
    one.right <= other.left + SLACK ||
    other.right <= one.left + SLACK ||
    one.bottom <= other.top + SLACK ||
    other.bottom <= one.top + SLACK;
  const rect = (element) => element.getBoundingClientRect();
  const pairwiseApart = (elements, what) => {
    for (let i = 0; i < elements.length; i++) {
      for (let j = i + 1; j < elements.length; j++) {
        if (!apart(rect(elements[i]), rect(elements[j]))) {
          problems.push(`${what} overlap: ${name(elements[i])} and ${name(elements[j])}`);
        }
      }
    }
  };
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  all("details").forEach((details) => (details.open = true));
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > width) {
    problems.push(`the page is ${document.documentElement.scrollWidth} wide`);
  }
  const shown = all("body *").filter(
    (element) => !element.closest(".shared, thead") && rect(element).width > 0,
  );
  for (const element of shown) {
    const box = rect(element);
    if (box.left < -SLACK || box.right > width + SLACK) {
      problems.push(`cut off at the side: ${name(element)}`);
    }
    if (element.scrollWidth > element.clientWidth + SLACK && element.clientWidth > 0 &&
        getComputedStyle(element).display !== "inline" && !(element instanceof SVGElement)) {
      problems.push(`wider than its place: ${name(element)}`);
    }
  }
  for (const box of all("svg .box")) {
    const body = rect(box.querySelector(".body"));
    for (const text of all("text", box)) {
      if (!inside(rect(text), body)) {
        problems.push(`text outside of its box: ${name(text)}`);
      }
    }
    pairwiseApart(all("text, .snapshot circle", box), "lines");
    for (const mark of all(".snapshot circle", box)) {
      if (!inside(rect(mark), body)) {
        problems.push(`snapshot mark outside of its box: ${name(box)}`);
      }
    }
  }
  for (const svg of all("figure svg")) {
    for (const part of all("text, rect, polygon, circle", svg)) {
      if (!inside(rect(part), rect(svg))) {
        problems.push(`outside of its picture: ${name(part)}`);
      }
    }
    pairwiseApart(all(".body", svg), "boxes");
    pairwiseApart(all(".edge text, .node circle", svg), "parts of the graph");
    pairwiseApart(all(".version text, .version circle, .more, .title", svg), "parts of the chain");
    pairwiseApart([...all(".session", svg), ...all(".number", svg)], "labels");
    for (const label of all(".pause, .number, .session", svg)) {
      for (const body of all(".body", svg)) {
        if (!apart(rect(label), rect(body))) {
          problems.push(`label under a box: ${name(label)}`);
        }
      }
    }
    for (const arrow of all(".shaft", svg)) {
      const y = rect(arrow);
      const line = { left: y.left, right: y.right, top: y.top + SLACK, bottom: y.top + SLACK };
      for (const body of all(".body", svg)) {
        if (!apart(line, rect(body))) {
          problems.push("an arrow crosses a box");
        }
      }
    }
  }
  pairwiseApart(all("figure"), "pictures");
  for (const cells of all("tr, dl > div")) {
    pairwiseApart([...cells.children], "cells");
  }
  const smallest = Math.min(
    ...all("svg .said").map(
      (text) => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a,
    ),
  );
  const facts = [
    `width ${window.innerWidth}`,
    `background ${getComputedStyle(document.body).backgroundColor}`,
    `boxes ${all("svg .box").length}`,
    `arrows ${all("svg .arrow").length}`,
    `snapshots ${all(".snapshot circle").length}`,
    `versions ${all(".version").length}`,
    `undone ${all(".version.undone").length}`,
    `verdicts ${all(".verdicts td .chip").length}`,
    `smallest ${smallest.toFixed(1)}`,
  ];
  const found = parent.document.createElement("pre");
  found.id = "measured";
  found.textContent = [...facts, ...problems.map((text) => `PROBLEM ${text}`)].join("\n");
  parent.document.body.append(found);
})();
