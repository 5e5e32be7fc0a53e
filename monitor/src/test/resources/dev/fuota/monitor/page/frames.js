// Scrolls and points at the heat map in each of 600 frames; returns the times between them.
const [zoom, done] = arguments;
const FRAMES = 600;
const canvas = document.querySelector('canvas');
canvas.scrollIntoView({ block: 'center' });
document.querySelector('[aria-label="Show all"]').click();
for (let i = 0; i < zoom; i += 1) {
  document.querySelector('[aria-label="Zoom in"]').click();
}
const { x, y } = canvas.getBoundingClientRect();
const times = [];
const frame = (now) => {
  times.push(now);
  const deltaY = Math.floor(times.length / 120) % 2 === 0 ? 40 : -40;
  canvas.dispatchEvent(new WheelEvent('wheel', { deltaY, bubbles: true, cancelable: true, clientX: x + 300, clientY: y + 99 }));
  canvas.dispatchEvent(new PointerEvent('pointermove', { clientX: x + 300, clientY: y + (times.length * 3) % 400, bubbles: true }));
  if (times.length <= FRAMES) {
    requestAnimationFrame(frame);
  } else {
    const gaps = times.slice(1).map((time, i) => time - times[i]).sort((a, b) => a - b);
    const at = (share) => gaps[Math.min(FRAMES - 1, Math.floor(FRAMES * share))].toFixed(1);
    done(`ms between frames: median ${at(0.5)}, 95 % ${at(0.95)}, 99 % ${at(0.99)}, longest ${at(1)}`);
  }
};
requestAnimationFrame(frame);
