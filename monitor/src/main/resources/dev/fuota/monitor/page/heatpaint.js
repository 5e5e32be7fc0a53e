// The pixels of the heat map. One device is one row while there is a pixel for each; where many share a row of pixels,
// a cell shows their states side by side, as wide as they are many, so that columns read as stacked bars.

const STATES = 6;
const REFUSED = 4;
const TIMED_OUT = 5;
const STACK = [3, 2, 1, 0, 5, 4]; // answered, sent, pending, none, timed out, refused: from left to right
const FAILURE_WIDTH_MIN = 3; // pixels: one device that failed among many is still seen

/**
 * Fills `pixels` (32 bits each, `width` × `height`). `rows` says what is seen: {order, top, span}, the devices in order,
 * the first row and how many. `columns` are {from, to, of(device) → state, colours}.
 */
export function paint(pixels, width, height, rows, columns, background) {
  pixels.fill(background);
  const rowHeight = height / rows.span;
  for (const column of columns) {
    if (rowHeight >= 1) {
      paintRows(pixels, width, height, rows, column, rowHeight);
    } else {
      paintBins(pixels, width, height, rows, column);
    }
  }
}

function paintRows(pixels, width, height, { order, top, span }, column, rowHeight) {
  const gap = rowHeight >= 4 ? 1 : 0;
  const last = Math.min(order.length, Math.ceil(top + span));
  for (let row = Math.floor(top); row < last; row += 1) {
    const from = Math.max(0, Math.round((row - top) * rowHeight));
    const to = Math.min(height, Math.round((row + 1 - top) * rowHeight) - gap);
    const colour = column.colours[column.of(order[row])];
    for (let y = from; y < to; y += 1) {
      pixels.fill(colour, y * width + column.from, y * width + column.to);
    }
  }
}

const counts = new Uint32Array(STATES);

function paintBins(pixels, width, height, { order, top, span }, column) {
  const perPixel = span / height;
  for (let y = 0; y < height; y += 1) {
    const from = Math.floor(top + y * perPixel);
    const to = Math.min(order.length, Math.max(from + 1, Math.floor(top + (y + 1) * perPixel)));
    if (from >= to) {
      return;
    }
    counts.fill(0);
    for (let row = from; row < to; row += 1) {
      counts[column.of(order[row])] += 1;
    }
    paintStack(pixels, y * width + column.from, column.to - column.from, to - from, column.colours);
  }
}

function paintStack(pixels, start, width, devices, colours) {
  const timedOut = failureWidth(counts[TIMED_OUT], devices, width);
  const refused = failureWidth(counts[REFUSED], devices, width);
  const rest = width - timedOut - refused;
  const others = devices - counts[TIMED_OUT] - counts[REFUSED];
  let at = start;
  let seen = 0;
  for (const state of STACK) {
    let to;
    if (state === REFUSED) {
      to = start + width;
    } else if (state === TIMED_OUT) {
      to = start + width - refused;
    } else {
      seen += counts[state];
      to = others === 0 ? at : start + Math.round((rest * seen) / others);
    }
    pixels.fill(colours[state], at, to);
    at = to;
  }
}

function failureWidth(count, devices, width) {
  return count === 0 ? 0 : Math.max(FAILURE_WIDTH_MIN, Math.round((width * count) / devices));
}
