package dev.fuota.agent.fragmentation;

import dev.fuota.agent.step.Block;

/**
 * A walk over a block in pages, one after the other: what a device does at once stays bounded.
 *
 * @param size octets of a page
 * @param page the next one, from 0
 */
record PageWalk(Block block, int size, int page) {

  /** From the beginning. */
  static PageWalk over(Block block, int size) {
    return new PageWalk(block, size, 0);
  }

  PageWalk again() {
    return over(block, size);
  }

  PageWalk next() {
    return new PageWalk(block, size, page + 1);
  }

  boolean isDone() {
    return page * size >= block.length();
  }
}
